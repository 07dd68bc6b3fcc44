import type { ClonePhase, CloneProgress } from "@signalbox/shared";
import { formatBytes } from "../../../lib/format.ts";

/** What a clone does, in words. */
export const phaseWords: Record<ClonePhase, string> = {
  waiting: "Waiting for other clones",
  connecting: "Connecting",
  counting: "The host counts what to send",
  compressing: "The host packs what to send",
  receiving: "Receiving",
  resolving: "Putting the history together",
  checking_out: "Writing the files",
  fetching_large_files: "Fetching large files",
  registering: "Adding it to Signalbox",
};

/** How much has come: `12,345 of 20,000 objects, 34 MB`; empty before anything has. */
export function amountWords(progress: CloneProgress): string {
  const { receivedObjects, totalObjects, receivedBytes } = progress;
  const parts = [];
  if (totalObjects > 0) {
    parts.push(
      `${receivedObjects.toLocaleString("en")} of ${totalObjects.toLocaleString("en")} objects`,
    );
  }
  if (receivedBytes > 0) parts.push(formatBytes(receivedBytes));
  return parts.join(", ");
}
