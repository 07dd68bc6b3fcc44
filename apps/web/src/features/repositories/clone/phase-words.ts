import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import type { ClonePhase, CloneProgress } from "@signalbox/shared";
import { formatBytes } from "../../../lib/format.ts";

const phases: Record<ClonePhase, MessageDescriptor> = {
  waiting: msg`Waiting for other clones`,
  connecting: msg`Connecting`,
  counting: msg`The host counts what to send`,
  compressing: msg`The host packs what to send`,
  receiving: msg`Receiving`,
  resolving: msg`Putting the history together`,
  checking_out: msg`Writing the files`,
  fetching_large_files: msg`Fetching large files`,
  registering: msg`Adding it to Signalbox`,
};

/** What a clone does, in words. */
export function phaseWords(phase: ClonePhase): string {
  return i18n._(phases[phase]);
}

/** How much has come: `12,345 of 20,000 objects, 34 MB`; empty before anything has. */
export function amountWords(progress: CloneProgress): string {
  const { receivedObjects, totalObjects, receivedBytes } = progress;
  const parts = [];
  if (totalObjects > 0) {
    parts.push(t`${i18n.number(receivedObjects)} of ${i18n.number(totalObjects)} objects`);
  }
  if (receivedBytes > 0) parts.push(formatBytes(receivedBytes));
  return parts.join(", ");
}
