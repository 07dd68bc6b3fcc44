import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { trpc } from "../../lib/trpc.ts";
import type { DiffInput } from "./changes-context.ts";
import {
  comparisonOptions,
  headWord,
  optionOf,
  type ComparisonChoice,
  type ComparisonOption,
} from "./comparison.ts";

const maxCommits = 200;
const commitPattern = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export interface Comparison {
  choice: ComparisonChoice;
  option: ComparisonOption | null;
  options: ComparisonOption[];
  commits: { commit: string; subject: string }[];
  /** For the server; null until the branch's own commit is known. */
  input: DiffInput | null;
  /** Whether it ends with the worktree as it is now. */
  endsNow: boolean;
  isUncommitted: boolean;
  choose: (choice: ComparisonChoice) => void;
}

/** What is compared: the page's address tells, so that it can be linked to. */
export function useComparison(
  sessionId: string,
  settings: { ignoreWhitespace: boolean; head: string | undefined },
): Comparison {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const log = trpc.git.log.useQuery({ sessionId, limit: maxCommits });
  const runs = trpc.runs.list.useQuery({ sessionId });
  const commits = log.data?.items;
  const options = useMemo(
    () => comparisonOptions(commits ?? [], runs.data?.items ?? []),
    [commits, runs.data],
  );

  const isUncommitted = search.from === headWord;
  const from = isUncommitted || commitPattern.test(search.from ?? "") ? search.from : undefined;
  const to = commitPattern.test(search.to ?? "") ? search.to : undefined;
  const { ignoreWhitespace, head } = settings;
  const input = useMemo((): DiffInput | null => {
    const start = isUncommitted ? head : from;
    if (isUncommitted && start === undefined) return null;
    return {
      sessionId,
      ...(start !== undefined && { from: start }),
      ...(to !== undefined && { to }),
      ...(ignoreWhitespace && { ignoreWhitespace }),
    };
  }, [sessionId, isUncommitted, head, from, to, ignoreWhitespace]);
  const choice = { from, to };
  return {
    choice,
    option: optionOf(options, choice),
    options,
    commits: commits ?? [],
    input,
    endsNow: to === undefined,
    isUncommitted: isUncommitted && to === undefined,
    choose: (next) =>
      void navigate({
        to: ".",
        search: (before) => ({ ...before, from: next.from, to: next.to }),
        replace: true,
      }),
  };
}
