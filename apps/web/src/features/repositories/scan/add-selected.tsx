import { plural, t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "../../../ui/button.tsx";
import { Progress } from "../../../ui/progress.tsx";
import type { useAddMany } from "./use-add-many.ts";

/** The end of a scan: add what is chosen, with how far that is, and what became of it. */
export function AddSelected({
  count,
  adding: { status, total, outcomes },
  onAdd,
  onStop,
  onClose,
}: {
  count: number;
  adding: ReturnType<typeof useAddMany>["adding"];
  onAdd: () => void;
  onStop: () => void;
  onClose: () => void;
}) {
  const all = [...outcomes.values()];
  const added = all.filter(({ isAdded }) => isAdded).length;
  const failed = all.length - added;
  const isGoing = status === "going";
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button variant="primary" disabled={count === 0} pending={isGoing} onClick={onAdd}>
        {isGoing
          ? t`Adding…`
          : count === 0
            ? t`Add selected`
            : plural(count, { one: "Add # repository", other: "Add # repositories" })}
      </Button>
      {isGoing && (
        <>
          <Button onClick={onStop}>
            <Trans>Stop</Trans>
          </Button>
          <div className="w-32">
            <Progress
              percent={Math.round((all.length / Math.max(1, total)) * 100)}
              label={t`Adding repositories`}
            />
          </div>
        </>
      )}
      {status !== "none" && !isGoing && (
        <Button onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      )}
      <p role="status" className="text-sm text-ink-2">
        {isGoing && t`${all.length} of ${total}`}
        {!isGoing &&
          status !== "none" &&
          plural(added, { one: "# repository added.", other: "# repositories added." })}
        {!isGoing && failed > 0 && (
          <span className="text-bad">
            {" "}
            <Plural
              value={failed}
              one="# repository could not be added."
              other="# repositories could not be added."
            />
          </span>
        )}
        {status === "stopped" && (
          <>
            {" "}
            <Trans>Stopped before the rest.</Trans>
          </>
        )}
      </p>
    </div>
  );
}
