import { cn } from "../../lib/cn.ts";
import { visibleText } from "./visible-text.ts";

/** A path in one line. What is too long loses folders, not the name of the file. `before` is the path it had. */
export function FilePath({ path, before }: { path: string; before?: string | null }) {
  const shown = visibleText(path);
  const old = before ? visibleText(before) : null;
  const nameAt = shown.lastIndexOf("/") + 1;
  return (
    <span
      className="flex min-w-0 flex-1 overflow-hidden font-mono text-xs"
      title={old ? `${old} → ${shown}` : shown}
    >
      {old && <bdi className="max-w-2/5 min-w-8 truncate text-ink-3">{old}</bdi>}
      {old && <span className="shrink-0 px-1.5 text-ink-3">→</span>}
      <bdi className="min-w-0 truncate whitespace-pre">{shown.slice(0, nameAt)}</bdi>
      <bdi className={cn("shrink-0 truncate whitespace-pre", before ? "max-w-1/2" : "max-w-full")}>
        {shown.slice(nameAt)}
      </bdi>
    </span>
  );
}
