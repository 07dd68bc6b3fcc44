import type { ConflictResolution } from "@signalbox/shared";
import { useState } from "react";
import { without } from "../../lib/without.ts";
import type { Plan } from "./use-land-plan.ts";

/** What a person has made of the conflicts so far: files that are solved, and texts that are still being written. */
export interface Solutions {
  solved: Record<string, ConflictResolution>;
  drafts: Record<string, string>;
  solve: (resolution: ConflictResolution) => void;
  reopen: (path: string) => void;
  write: (path: string, text: string) => void;
  clear: () => void;
  /** Whether solutions were dropped because the branches moved meanwhile. */
  wereDropped: boolean;
  /** Begin anew when the conflicts are those of other commits now. */
  keepFor: (plan: Plan) => void;
  /** Whether what is solved was solved for the commits of this plan. */
  areFor: (plan: Plan) => boolean;
}

interface State {
  /** The commits and the files that the solutions are of. */
  key: string;
  solved: Record<string, ConflictResolution>;
  drafts: Record<string, string>;
  wereDropped: boolean;
}

const empty: State = { key: "", solved: {}, drafts: {}, wereDropped: false };

/** Keeps solutions while the dialog is closed and opened again, for the commits that they are of. */
export function useSolutions(): Solutions {
  const [state, setState] = useState(empty);
  const { solved, drafts, wereDropped } = state;
  return {
    solved,
    drafts,
    wereDropped,
    solve: (resolution) =>
      setState((now) => ({ ...now, solved: { ...now.solved, [resolution.path]: resolution } })),
    reopen: (path) => setState((now) => ({ ...now, solved: without(now.solved, path) })),
    write: (path, text) => setState((now) => ({ ...now, drafts: { ...now.drafts, [path]: text } })),
    clear: () => setState(empty),
    keepFor: (plan) => {
      const key = keyOf(plan);
      setState((now) => {
        if (now.key === key) return now;
        const hadAny = Object.keys(now.solved).length + Object.keys(now.drafts).length > 0;
        return { ...empty, key, wereDropped: hadAny };
      });
    },
    areFor: (plan) => state.key === keyOf(plan),
  };
}

function keyOf({ into, intoCommit, head }: Plan): string {
  return `${into} ${intoCommit} ${head}`;
}
