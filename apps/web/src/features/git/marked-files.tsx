import { Plural, Trans } from "@lingui/react/macro";
import { trpc } from "../../lib/trpc.ts";
import { Notice } from "../../ui/notice.tsx";
import { markedFiles } from "./conflict-marks.ts";
import { splitPatch } from "./patch.ts";
import { visibleText } from "./visible-text.ts";

/** So many files are named; the rest is counted. */
const maxNamed = 3;

/** The files with markers of a conflict among all that a session has changed since its base; none while that is not known, or is not asked for. */
export function useMarkedFiles(sessionId: string, isAsked: boolean): string[] {
  const diff = trpc.git.diff.useQuery(
    { sessionId },
    { enabled: isAsked, select: ({ patch }) => markedFiles(splitPatch(patch)) },
  );
  return diff.data ?? [];
}

/** Says that conflicts were left in the files; nothing when there are none. */
export function MarkedFilesNotice({ paths }: { paths: readonly string[] }) {
  if (paths.length === 0) return null;
  const more = paths.length - maxNamed;
  const names = paths.slice(0, maxNamed).map(visibleText).join(", ");
  return (
    <Notice level="warning">
      {more > 0 ? (
        <Trans>
          Markers of a conflict are in <span className="font-mono text-xs">{names}</span> and{" "}
          <Plural value={more} one="# more file" other="# more files" />: both sides are in there,
          and somebody has to choose before it is landed.
        </Trans>
      ) : (
        <Trans>
          Markers of a conflict are in <span className="font-mono text-xs">{names}</span>: both
          sides are in there, and somebody has to choose before it is landed.
        </Trans>
      )}
    </Notice>
  );
}
