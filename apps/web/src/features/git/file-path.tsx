import { cn } from "../../lib/cn.ts";

/** A path in one line. What is too long loses folders, not the name of the file. `before` is the path it had. */
export function FilePath({ path, before }: { path: string; before?: string | null }) {
  const nameAt = path.lastIndexOf("/") + 1;
  return (
    <span
      className="flex min-w-0 flex-1 overflow-hidden font-mono text-xs"
      title={before ? `${before} → ${path}` : path}
    >
      {before && <span className="max-w-2/5 min-w-8 truncate text-ink-3">{before}</span>}
      {before && <span className="shrink-0 px-1.5 text-ink-3">→</span>}
      <span className="min-w-0 truncate">{path.slice(0, nameAt)}</span>
      <span className={cn("shrink-0 truncate", before ? "max-w-1/2" : "max-w-full")}>
        {path.slice(nameAt)}
      </span>
    </span>
  );
}
