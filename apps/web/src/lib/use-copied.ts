import { useEffect, useState } from "react";

/** How long the sign that it was copied stays. */
const copiedMs = 2_000;

/** For a button that copies and says so by itself: `copy` puts a text into the clipboard, `copied` is true for a moment when that went well. */
export function useCopied() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), copiedMs);
    return () => clearTimeout(timer);
  }, [copied]);
  // Without a secure context there is no clipboard, and the browser may say no: the text can be selected all the same.
  const copy = (text: string) =>
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  return { copied, copy };
}
