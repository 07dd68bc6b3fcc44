import { plural, t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useState } from "react";
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
    going: t`Looking…`,
    done: t`Looked everywhere.`,
    stopped: t`Stopped.`,
    failed: t`Ended early.`,
    none: "",
  }[status];
  const counts = [
    ...(status === "going"
      ? [plural(found.length, { one: "# repository so far", other: "# repositories so far" })]
      : []),
    plural(folders, { one: "# folder looked into", other: "# folders looked into" }),
    ...(unreadable > 0
      ? [plural(unreadable, { one: "# may not be read", other: "# may not be read" })]
      : []),
  ];
  return (
    <div className="text-sm">
      <p>
        <span role="status" className="font-medium">
          {words}
          {status !== "going" && (
            <>
              {" "}
              <Plural
                value={found.length}
                one="# repository found."
                other="# repositories found."
              />
            </>
          )}
        </span>{" "}
        <span className="text-ink-3">{counts.join(", ")}</span>
      </p>
      {missing.length > 0 && (
        <p className="text-xs text-warn">
          <Trans>Not there, or no folder: {missing.join(", ")}</Trans>
        </p>
      )}
      {truncated && (
        <p className="text-xs text-warn">
          <Trans>There is more than a scan looks at. Look in fewer places, or less deep.</Trans>
        </p>
      )}
    </div>
  );
}

function NothingFound() {
  return (
    <Notice level="info">
      <p className="font-medium">
        <Trans>No repository was found there.</Trans>
      </p>
      <HelpSteps
        help={[
          t`Look in other directories, or deeper.`,
          t`Hidden folders, node_modules and links are not looked into: add such a repository by its path.`,
        ]}
      />
    </Notice>
  );
}
