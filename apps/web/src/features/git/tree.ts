/** A folder with changed files somewhere below it; a chain of folders that hold only each other is one. */
export interface TreeFolder<File> {
  type: "folder";
  path: string;
  name: string;
  children: TreeNode<File>[];
}
export interface TreeFile<File> {
  type: "file";
  path: string;
  name: string;
  file: File;
}
export type TreeNode<File> = TreeFolder<File> | TreeFile<File>;

/** A line of the tree as it is drawn; `depth` from 0. */
export interface TreeRow<File> {
  node: TreeNode<File>;
  depth: number;
}

interface Draft<File> {
  folders: Map<string, Draft<File>>;
  files: TreeFile<File>[];
}

/** Changed files as a tree, folders before files, both by name. */
export function buildTree<File extends { path: string }>(files: readonly File[]): TreeNode<File>[] {
  const root: Draft<File> = { folders: new Map(), files: [] };
  for (const file of files) {
    const names = file.path.split("/");
    const name = names.pop() ?? "";
    let draft = root;
    for (const folder of names) {
      const next: Draft<File> = draft.folders.get(folder) ?? { folders: new Map(), files: [] };
      draft.folders.set(folder, next);
      draft = next;
    }
    draft.files.push({ type: "file", path: file.path, name, file });
  }
  return nodesOf(root, "");
}

function nodesOf<File>(draft: Draft<File>, prefix: string): TreeNode<File>[] {
  const folders = [...draft.folders].map(([first, child]): TreeFolder<File> => {
    let [name, inner] = [first, child];
    while (inner.files.length === 0 && inner.folders.size === 1) {
      const [only] = inner.folders;
      if (!only) break;
      name = `${name}/${only[0]}`;
      inner = only[1];
    }
    const path = prefix + name;
    return { type: "folder", path, name, children: nodesOf(inner, `${path}/`) };
  });
  return [...folders.toSorted(byName), ...draft.files.toSorted(byName)];
}

/** By code units, as everywhere in git: what a person's language would do differs from machine to machine. */
function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

/** The lines of the tree with what is in closed folders left out. */
export function rowsOfTree<File>(
  nodes: readonly TreeNode<File>[],
  closed: ReadonlySet<string>,
  depth = 0,
): TreeRow<File>[] {
  return nodes.flatMap((node) => [
    { node, depth },
    ...(node.type === "folder" && !closed.has(node.path)
      ? rowsOfTree(node.children, closed, depth + 1)
      : []),
  ]);
}

/** The files in the order of the tree. */
export function filesOfTree<File>(nodes: readonly TreeNode<File>[]): File[] {
  return nodes.flatMap((node) => (node.type === "file" ? [node.file] : filesOfTree(node.children)));
}

/** The files whose path holds every word of what is typed, in any case. */
export function filterFiles<File extends { path: string }>(
  files: readonly File[],
  typed: string,
): readonly File[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return files;
  return files.filter(({ path }) => {
    const lower = path.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
}
