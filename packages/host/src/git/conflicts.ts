import type { ConflictSide, GitConflict } from "@signalbox/shared";
import type { MergedTree, StageEntry } from "./merge-tree.ts";
import type { Git } from "./run-git.ts";

/** More files than this nobody solves in a page; they are told without their texts. */
const maxFilesWithTexts = 50;
/** Longer texts are for an editor. 128 KiB. */
const maxTextBytes = 131_072;

/** Tells every file that could not be merged, with both sides and what they began from. `ours` of the merge is the base branch. @throws GitError */
export async function describeConflicts(git: Git, merged: MergedTree): Promise<GitConflict[]> {
  const paths = [...new Set(merged.entries.map((entry) => entry.path))];
  if (paths.length === 0) return [];
  const sizes = await sizesOf(git, merged.entries);
  return Promise.all(
    paths.map(async (path, index) => {
      const withText = index < maxFilesWithTexts;
      const sideOf = async (stage: number): Promise<ConflictSide | null> => {
        const entry = merged.entries.find((one) => one.path === path && one.stage === stage);
        if (entry === undefined) return null;
        const { mode, blob } = entry;
        const sizeBytes = sizes.get(blob) ?? 0;
        return { mode, blob, sizeBytes, text: withText ? await readText(git, blob) : null };
      };
      const told = merged.messages.find(
        (message) => message.paths.includes(path) && message.kind.startsWith("CONFLICT"),
      );
      return {
        path,
        kind: /\((.*)\)/.exec(told?.kind ?? "")?.[1] ?? "conflict",
        words: told?.text ?? "",
        ancestor: await sideOf(1),
        base: await sideOf(2),
        session: await sideOf(3),
        merged: withText ? await readText(git, `${merged.tree}:${path}`) : null,
      };
    }),
  );
}

/** Null for what is no text, or too long, or no file. */
async function readText(git: Git, object: string): Promise<string | null> {
  const { bytes, truncated } = await git
    .head(["cat-file", "blob", object], maxTextBytes)
    .catch(() => ({ bytes: Buffer.of(0), truncated: false }));
  return truncated || bytes.includes(0) ? null : bytes.toString("utf8");
}

async function sizesOf(git: Git, entries: StageEntry[]): Promise<Map<string, number>> {
  const { stdout } = await git(["cat-file", "--batch-check=%(objectname) %(objectsize)"], {
    input: `${entries.map((entry) => entry.blob).join("\n")}\n`,
  });
  return new Map(
    stdout.split("\n").map((line): [string, number] => {
      const [blob = "", size] = line.split(" ");
      return [blob, Number(size) || 0];
    }),
  );
}
