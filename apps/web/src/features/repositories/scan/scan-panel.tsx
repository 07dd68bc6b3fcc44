import { useState } from "react";
import { plural } from "../../../lib/format.ts";
import { HelpSteps } from "../../../ui/help-steps.tsx";
import { Notice, ProblemNotice } from "../../../ui/notice.tsx";
import { AddSelected } from "./add-selected.tsx";
import { FoundList } from "./found-list.tsx";
import { ScanPlacesForm } from "./scan-places.tsx";
import { useAddMany } from "./use-add-many.ts";
import type { Scan, ScanPlaces } from "./use-scan.ts";

/** Finding repositories on this computer: where to look, what is there, and adding several at once. */
export function ScanPanel({
  scan,
  start,
  stop,
  onClose,
}: {
  scan: Scan;
  start: (places: ScanPlaces) => void;
  stop: () => void;
  onClose: () => void;
}) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { adding, add, stop: stopAdding } = useAddMany();
  const isGoing = scan.status === "going";
  const addAll = async () => {
    stop();
    const outcomes = await add([...selected]);
    // What could not be added stays chosen.
    setSelected((now) => new Set([...now].filter((path) => !outcomes.get(path)?.isAdded)));
  };

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <ScanPlacesForm
        isGoing={isGoing}
        isAgain={scan.status !== "none"}
        onStart={(places) => {
          setSelected(new Set());
          start(places);
        }}
        onStop={stop}
      />
      {scan.status !== "none" && (
        <>
          <Reach scan={scan} />
          {scan.problem && <ProblemNotice problem={scan.problem} />}
          {(scan.found.length > 0 || isGoing) && (
            <FoundList
              found={scan.found}
              outcomes={adding.outcomes}
              selected={selected}
              isLocked={adding.status === "going"}
              onSelect={setSelected}
            />
          )}
          {scan.found.length === 0 && scan.status === "done" && <NothingFound />}
          <AddSelected
            count={selected.size}
            adding={adding}
            onAdd={() => void addAll()}
            onStop={stopAdding}
            onClose={onClose}
          />
        </>
      )}
    </div>
  );
}

/** How far the scan is, and what it could not see. */
function Reach({
  scan: { status, found, folders, missing, unreadable, truncated },
}: {
  scan: Scan;
}) {
  const words = {
    going: "Looking…",
    done: "Looked everywhere.",
    stopped: "Stopped.",
    failed: "Ended early.",
    none: "",
  }[status];
  return (
    <div className="text-sm">
      <p>
        <span role="status" className="font-medium">
          {words}
          {status === "going"
            ? ""
            : ` ${plural(found.length, "repository", "repositories")} found.`}
        </span>{" "}
        <span className="text-ink-3">
          {status === "going" && `${plural(found.length, "repository", "repositories")} so far, `}
          {plural(folders, "folder")} looked into
          {unreadable > 0 && `, ${unreadable.toLocaleString("en")} may not be read`}
        </span>
      </p>
      {missing.length > 0 && (
        <p className="text-xs text-warn">Not there, or no folder: {missing.join(", ")}</p>
      )}
      {truncated && (
        <p className="text-xs text-warn">
          There is more than a scan looks at. Look in fewer places, or less deep.
        </p>
      )}
    </div>
  );
}

function NothingFound() {
  return (
    <Notice level="info">
      <p className="font-medium">No repository was found there.</p>
      <HelpSteps
        help={[
          "Look in other directories, or deeper.",
          "Hidden folders, node_modules and links are not looked into: add such a repository by its path.",
        ]}
      />
    </Notice>
  );
}
