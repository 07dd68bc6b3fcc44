import { plural } from "../../../lib/format.ts";
import { Button } from "../../../ui/button.tsx";
import { Progress } from "../../../ui/progress.tsx";
import type { useAddMany } from "./use-add-many.ts";

const repositories = (count: number) => plural(count, "repository", "repositories");

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
        {isGoing ? "Adding…" : count === 0 ? "Add selected" : `Add ${repositories(count)}`}
      </Button>
      {isGoing && (
        <>
          <Button onClick={onStop}>Stop</Button>
          <div className="w-32">
            <Progress
              percent={Math.round((all.length / Math.max(1, total)) * 100)}
              label="Adding repositories"
            />
          </div>
        </>
      )}
      {status !== "none" && !isGoing && <Button onClick={onClose}>Done</Button>}
      <p role="status" className="text-sm text-ink-2">
        {isGoing && `${all.length} of ${total}`}
        {!isGoing && status !== "none" && `${repositories(added)} added.`}
        {!isGoing && failed > 0 && (
          <span className="text-bad"> {repositories(failed)} could not be added.</span>
        )}
        {status === "stopped" && " Stopped before the rest."}
      </p>
    </div>
  );
}
