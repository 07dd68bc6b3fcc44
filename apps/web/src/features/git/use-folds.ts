import { useCallback, useMemo, useState } from "react";
import type { ChangedFileInfo } from "./changes-context.ts";
import { markOf, useViewed } from "./view-settings.ts";

export type Folds = ReturnType<typeof useFolds>;

/** Which files are open, and which the person has seen: a seen, a deleted or a left-out file is folded until it is opened. */
export function useFolds({
  sessionId,
  files,
  sections,
  isTruncated,
}: {
  sessionId: string;
  files: readonly ChangedFileInfo[];
  sections: ReadonlyMap<string, string>;
  isTruncated: boolean;
}) {
  const { marks, setViewed: store } = useViewed(sessionId);
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const viewed = useMemo(() => {
    const seen = files.filter(
      (file) => marks[file.path] !== undefined && marks[file.path] === markOfFile(file, sections),
    );
    return new Set(seen.map(({ path }) => path));
  }, [files, sections, marks]);

  const isOpen = useCallback(
    (file: ChangedFileInfo) =>
      chosen.get(file.path) ??
      !(
        file.status === "deleted" ||
        viewed.has(file.path) ||
        (isTruncated && !sections.has(file.path))
      ),
    [chosen, viewed, isTruncated, sections],
  );
  const toggle = useCallback(
    (path: string, open: boolean) => setChosen((before) => new Map(before).set(path, open)),
    [],
  );
  const setViewed = useCallback(
    (path: string, isViewed: boolean) => {
      const file = files.find((candidate) => candidate.path === path);
      if (!file) return;
      store(path, isViewed ? markOfFile(file, sections) : null);
      setChosen((before) => new Map(before).set(path, !isViewed));
    },
    [files, sections, store],
  );
  const isAllFolded = files.length > 0 && !files.some(isOpen);
  return {
    isOpen,
    isViewed: useCallback((path: string) => viewed.has(path), [viewed]),
    viewedCount: viewed.size,
    toggle,
    setViewed,
    isAllFolded,
    foldAll: () => setChosen(new Map(files.map(({ path }) => [path, isAllFolded]))),
  };
}

/** Of a file that did not come along, its counts are all that is known. */
function markOfFile(file: ChangedFileInfo, sections: ReadonlyMap<string, string>): string {
  const { status, insertions, deletions } = file;
  return markOf(sections.get(file.path) ?? `${status} ${insertions} ${deletions}`);
}
