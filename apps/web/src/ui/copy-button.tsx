import { t } from "@lingui/core/macro";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "../lib/cn.ts";

/** How long the sign that it was copied stays. */
const copiedMs = 2_000;

/** A small button that copies a text and says so by its sign. `label` is its name: `Copy the command`. */
export function CopyButton({
  label,
  text,
  className,
}: {
  label: string;
  /** Made when it is asked for: some texts are long. */
  text: () => string;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), copiedMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={copied ? t`Copied` : label}
      title={copied ? t`Copied` : label}
      // Without a secure context there is no clipboard, and the browser may say no: the text can be selected all the same.
      onClick={() =>
        void navigator.clipboard?.writeText(text()).then(
          () => setCopied(true),
          () => undefined,
        )
      }
      className={cn(
        "inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink pointer-coarse:size-8",
        className,
      )}
    >
      <Icon aria-hidden className={cn("size-3.5", copied && "text-ok")} />
    </button>
  );
}
