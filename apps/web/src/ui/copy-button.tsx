import { t } from "@lingui/core/macro";
import { Check, Copy } from "lucide-react";
import { cn } from "../lib/cn.ts";
import { useCopied } from "../lib/use-copied.ts";

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
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={copied ? t`Copied` : label}
      title={copied ? t`Copied` : label}
      onClick={() => copy(text())}
      className={cn(
        "inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink pointer-coarse:size-8",
        className,
      )}
    >
      <Icon aria-hidden className={cn("size-3.5", copied && "text-ok")} />
    </button>
  );
}
