import { trpc } from "../../lib/trpc.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { isWholePath } from "./path-draft.ts";

/** Which of some folders are not there now, by their whole paths; undefined until it is known. Nothing below them is looked at. */
export function useMissingFolders(directories: readonly string[]): string[] | undefined {
  const settled = useSettled(directories).filter(isWholePath);
  return trpc.repositories.scan.useQuery(
    { directories: settled, depth: 0 },
    { enabled: settled.length > 0 },
  ).data?.missing;
}
