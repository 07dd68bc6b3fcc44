import { keepPreviousData } from "@tanstack/react-query";
import { problemOf, type Problem } from "../../../lib/errors.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useSettled } from "../../../lib/use-settled.ts";

export interface Target {
  /** The folder that the clone would lie in now; null while that is not known. */
  proposed: string | null;
  /** The folder that clones are made in. */
  parent: string | undefined;
  /** What is wrong with the chosen folder. */
  error: Problem | null;
  /** Another folder beside a chosen one that is taken. */
  suggestion: string | null;
}

/** The folder for a clone of this name: a free one in the folder for clones, or the chosen one, looked at while it is typed. */
export function useTarget(name: string | null, directory: string | null): Target {
  const settings = trpc.settings.get.useQuery();
  const parent = settings.data?.cloneDirectory;
  const wish = useSettled(
    directory === null
      ? { name: name ?? "", parent, directory: undefined }
      : { name: name ?? "repository", parent: undefined, directory },
  );
  const isAsked = directory === null ? name !== null && parent !== undefined : directory !== "";
  const query = trpc.repositories.cloneTarget.useQuery(wish, {
    enabled: isAsked && wish.name !== "" && (directory !== null || wish.parent === parent),
    placeholderData: keepPreviousData,
    // Others make folders too.
    staleTime: 0,
  });
  const error = isAsked && query.isError ? problemOf(query.error) : null;
  const suggestion = error?.details.suggestion;
  return {
    proposed: name === null ? null : (query.data?.directory ?? null),
    parent,
    error,
    suggestion: typeof suggestion === "string" ? suggestion : null,
  };
}
