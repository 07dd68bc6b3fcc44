import { t } from "@lingui/core/macro";
import { scanInputSchema, type InputIssue } from "@signalbox/shared";
import { issuesOf } from "../../../lib/errors.ts";
import { lineOf, type Line } from "../../../ui/lines-field.tsx";

/** Where to look, as it is typed. */
export interface PlacesDraft {
  directories: Line[];
  depth: string;
}

export function draftOfPlaces(directories: readonly string[], depth: number): PlacesDraft {
  return { directories: directories.map((text) => lineOf(text)), depth: String(depth) };
}

/** What was typed, as the server takes it; null with what is wrong with it. */
export function checkPlaces(draft: PlacesDraft): {
  places: { directories: string[]; depth: number } | null;
  issues: InputIssue[];
} {
  const directories = draft.directories.map(({ text }) => text.trim());
  const depth = draft.depth.trim() === "" ? Number.NaN : Number(draft.depth);
  const checked = scanInputSchema.safeParse({ directories, depth });
  const pathHelp = t`Give the whole path, beginning with / or ~/.`;
  const issues = [
    ...(checked.success
      ? []
      : issuesOf(checked.error, {
          depth: t`Give a whole number from 0 to 20.`,
          directories: t`Give at least one directory.`,
        })),
    ...directories.flatMap((text, index) =>
      /^(?:\/|~$|~\/)/.test(text) ? [] : [{ path: `directories.${index}`, message: pathHelp }],
    ),
  ];
  return {
    places: issues.length === 0 ? { directories, depth } : null,
    issues: firstOfEach(issues),
  };
}

/** One message a field is enough. */
function firstOfEach(issues: InputIssue[]): InputIssue[] {
  // What is written last holds: the words about paths are the better ones.
  return [...new Map(issues.map((issue) => [issue.path, issue])).values()];
}
