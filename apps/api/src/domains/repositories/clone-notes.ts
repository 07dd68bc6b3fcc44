import type { CloneContents } from "@signalbox/shared";

/** In words, with commands to mend it, what a clone did not bring along. `folder` is where it lies. */
export function notesOn(contents: CloneContents, folder: string): string[] {
  const notes: string[] = [];
  const count = contents.submodules.length;
  if (count > 0) {
    const paths = contents.submodules.slice(0, 5).map((submodule) => submodule.path);
    const names = paths.join(", ") + (count > paths.length ? ", …" : "");
    notes.push(
      `${count === 1 ? "One submodule was" : `${count} submodules were`} not fetched (${names}). Look at their addresses, then: git -C ${folder} submodule update --init --recursive`,
    );
  }
  if (contents.largeFiles === "not_fetched") {
    notes.push(
      `Git LFS is not set up on this computer: large files are only pointers. Install git-lfs, then: git lfs install && git -C ${folder} lfs pull`,
    );
  }
  if (contents.partial) {
    notes.push(
      "This is a partial clone. Git fetches file contents of other branches when they are needed, so the host must be within reach.",
    );
  }
  return notes;
}
