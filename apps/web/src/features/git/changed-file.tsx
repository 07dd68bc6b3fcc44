import type { RouterOutputs } from "@signalbox/api/router";
import { useEffect, useRef, useState } from "react";
import type { FileData } from "react-diff-view";
import { plural } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ChangeCounts } from "./change-counts.tsx";
import { FilePath } from "./file-path.tsx";
import { FileDiff } from "./file-diff.tsx";
import { lineCountOf } from "./patch.ts";

export type ChangedFileInfo = RouterOutputs["git"]["diff"]["files"][number];

/** Longer diffs are drawn when asked for. */
const maxLinesAtOnce = 800;
/** Drawn a little before it is scrolled into view. */
const drawAheadPx = "400px";

export const statusWords: Record<ChangedFileInfo["status"], string> = {
  added: "added",
  modified: "modified",
  deleted: "deleted",
  renamed: "renamed",
  copied: "copied",
  type_changed: "type changed",
  unmerged: "unmerged",
};

/** One changed file: its line folds the diff, which is drawn when it comes into view. */
export function ChangedFile({
  info,
  file,
  id,
}: {
  info: ChangedFileInfo;
  file: FileData | null;
  id: string;
}) {
  const [open, setOpen] = useState(info.status !== "deleted");
  const { ref, seen } = useSeen();
  return (
    <section
      id={id}
      ref={ref}
      aria-label={info.path}
      className="scroll-mt-2 rounded-md border bg-surface"
    >
      <Disclosure
        open={open}
        onToggle={setOpen}
        summaryClassName="px-2 py-1.5"
        summary={
          <>
            <FilePath path={info.path} before={info.oldPath} />
            <span className="shrink-0 text-xs text-ink-3">{statusWords[info.status]}</span>
            <ChangeCounts insertions={info.insertions} deletions={info.deletions} />
          </>
        }
      >
        <div className="overflow-hidden rounded-b-md border-t">
          {seen && <Body info={info} file={file} />}
        </div>
      </Disclosure>
    </section>
  );
}

function Body({ info, file }: { info: ChangedFileInfo; file: FileData | null }) {
  const [asked, setAsked] = useState(false);
  if (info.insertions === null) return <Words>A binary file: there is no text to compare.</Words>;
  if (!file)
    return (
      <Words>The diff of this file is not here: the whole is too long to be sent at once.</Words>
    );
  if (file.hunks.length === 0)
    return <Words>No line differs: only its name or mode changed.</Words>;
  const lines = lineCountOf(file);
  if (lines > maxLinesAtOnce && !asked) {
    return (
      <div className="p-2">
        <Button size="sm" onClick={() => setAsked(true)}>
          Show {plural(lines, "line")}
        </Button>
      </div>
    );
  }
  return <FileDiff file={file} />;
}

function Words({ children }: { children: string }) {
  return <p className="px-3 py-2 text-xs text-ink-3">{children}</p>;
}

function useSeen() {
  const ref = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: drawAheadPx },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen]);
  return { ref, seen };
}
