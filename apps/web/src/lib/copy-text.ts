import { t } from "@lingui/core/macro";
import { toastDone, toastProblem } from "../ui/toasts.ts";

/** Put a text into the clipboard, and say whether it went well; `what` begins the sentence: `The path`. */
export function copyText(text: string, what: string): void {
  const fail = () =>
    void toastProblem(t`The browser did not allow to copy.`, { description: text });
  // Without a secure context there is no clipboard, and the browser may say no: then the text is there to be copied by hand.
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (clipboard) clipboard.writeText(text).then(() => void toastDone(t`${what} was copied.`), fail);
  else fail();
}
