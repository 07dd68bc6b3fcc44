import { formatElapsed } from "../../../lib/format.ts";
import { useNow } from "../../../lib/use-now.ts";

/** How long something that began at `since` has been going on. */
export function Elapsed({ since }: { since: string }) {
  return formatElapsed(useNow(1_000) - Date.parse(since));
}
