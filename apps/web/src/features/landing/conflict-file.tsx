import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { ConflictResolution } from "@signalbox/shared";
import { CircleCheck, CircleDashed } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { FilePath } from "../git/file-path.tsx";
import { ConflictEditor } from "./conflict-editor.tsx";
import { ConflictSides } from "./conflict-sides.tsx";
import { named } from "./named.ts";
import type { Conflict, Plan } from "./use-land-plan.ts";
import type { Solutions } from "./use-solutions.ts";

/** One file that both sides changed: what git says, the three sides, and the ways to solve it. */
export function ConflictFile({
  conflict,
  plan,
  solutions,
  isFirst,
}: {
  conflict: Conflict;
  plan: Plan;
  solutions: Solutions;
  isFirst: boolean;
}) {
  const { path, kind, words, base, session } = conflict;
  const { into } = plan;
  const solved = solutions.solved[path];
  const [open, setOpen] = useState(isFirst);
  const take = (side: "base" | "session") => {
    solutions.solve({ path, take: side });
    setOpen(false);
  };
  return (
    <Disclosure
      open={open}
      onToggle={setOpen}
      className="rounded-md border bg-surface"
      summaryClassName="px-2 py-1.5"
      summary={
        <>
          <FilePath path={path} />
          <span className="shrink-0 text-xs text-ink-3 max-sm:hidden">{kind}</span>
          {solved ? (
            <span className="flex shrink-0 items-center gap-1 text-xs font-medium text-ok">
              <CircleCheck aria-hidden className="size-3.5" />
              {solutionWords(solved, into)}
            </span>
          ) : (
            <span className="flex shrink-0 items-center gap-1 text-xs font-medium text-warn">
              <CircleDashed aria-hidden className="size-3.5" />
              <Trans>Open</Trans>
            </span>
          )}
        </>
      }
    >
      <div className="flex min-w-0 flex-col gap-3 border-t p-3">
        <p className="text-sm text-ink-2 [overflow-wrap:anywhere]">
          {named(words, plan) || t`Both ${into} and the session changed it.`}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => take("base")}>
            {base ? t`Take that of ${into}` : t`Delete it, as ${into} did`}
          </Button>
          <Button size="sm" onClick={() => take("session")}>
            {session ? t`Take that of the session` : t`Delete it, as the session did`}
          </Button>
          {solved && (
            <Button size="sm" variant="ghost" onClick={() => solutions.reopen(path)}>
              <Trans>Open it again</Trans>
            </Button>
          )}
        </div>
        <ConflictSides conflict={conflict} into={into} />
        <ConflictEditor
          conflict={conflict}
          into={into}
          draft={solutions.drafts[path]}
          onWrite={(text) => {
            solutions.write(path, text);
            // A text that is worked on again is no solution yet.
            if (solved) solutions.reopen(path);
          }}
          onUse={(text) => {
            solutions.solve({ path, text });
            setOpen(false);
          }}
        />
      </div>
    </Disclosure>
  );
}

function solutionWords(solution: ConflictResolution, into: string): string {
  if ("text" in solution) return t`Solved: your text`;
  return solution.take === "base" ? t`Solved: ${into}` : t`Solved: the session's`;
}
