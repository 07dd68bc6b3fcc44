import { t } from "@lingui/core/macro";

/** Long enough to read, to see what was done, and to reach the button. */
const undoMs = 8_000;

/** What shows messages is not among the first that the page needs. */
const load = () => import("sonner");

/** Say what was done, with the way back. With the same `id` a later message takes its place. */
export async function toastUndo(message: string, undo: () => void, id: string): Promise<void> {
  const { toast } = await load();
  toast(message, { id, duration: undoMs, action: { label: t`Undo`, onClick: undo } });
}

/** Say that something went wrong, in place of the message with the same `id` if there is one. */
export async function toastProblem(
  message: string,
  { id, description }: { id?: string; description?: string } = {},
): Promise<void> {
  const { toast } = await load();
  toast.error(message, { id, description, action: null });
}

/** Say that something was done. */
export async function toastDone(message: string): Promise<void> {
  const { toast } = await load();
  toast.success(message);
}
