import { t } from "@lingui/core/macro";
import { toast } from "sonner";

/** Long enough to read, to see what was done, and to reach the button. */
const undoMs = 8_000;

/** Say what was done, with the way back. Gives the message's id, with which a later one takes its place. */
export function toastUndo(message: string, undo: () => void): string | number {
  return toast(message, { duration: undoMs, action: { label: t`Undo`, onClick: undo } });
}
