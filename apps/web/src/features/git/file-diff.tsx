import { Decoration, Diff, Hunk, type FileData } from "react-diff-view";

/** The hunks of one file, old and new in one column. */
export function FileDiff({ file }: { file: FileData }) {
  return (
    <Diff viewType="unified" diffType={file.type} hunks={file.hunks}>
      {(hunks) =>
        hunks.flatMap((hunk) => [
          <Decoration key={`at ${hunk.content}`}>{hunk.content}</Decoration>,
          <Hunk key={hunk.content} hunk={hunk} />,
        ])
      }
    </Diff>
  );
}
