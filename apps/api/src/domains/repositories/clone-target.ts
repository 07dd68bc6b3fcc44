import { lstat, mkdir, readdir, realpath, rename, rmdir } from "node:fs/promises";
import path from "node:path";
import { DomainError } from "@signalbox/shared";
import { errorCode } from "../../error-code.ts";
import { invalidField, wholePath } from "./folders.ts";

/** More clones of one name than anybody makes. */
const maxNumber = 1000;

/** Where a clone is to lie. */
export interface CloneTarget {
  parent: string;
  name: string;
  /** Whether the person chose the very folder; otherwise another name is taken when this one is not free. */
  isExact: boolean;
}

export function directoryOf({ parent, name }: CloneTarget): string {
  return path.join(parent, name);
}

interface Wish {
  directory?: string | undefined;
  parent?: string | undefined;
}

/**
 * Choose the folder for a clone: the one that was asked for, else one with a free name. Nothing is made yet.
 * @throws DomainError INVALID_INPUT, CLONE_TARGET_EXISTS
 */
export async function planTarget(
  wish: Wish,
  options: { name: string; defaultParent: string; personHome: string; home: string },
): Promise<CloneTarget> {
  const { defaultParent, personHome, home } = options;
  if (wish.directory !== undefined) {
    const directory = wholePath(wish.directory, personHome, "directory");
    const target = {
      parent: await resolved(path.dirname(directory)),
      name: path.basename(directory),
      isExact: true,
    };
    assertOutside(home, target.parent, "directory");
    if (target.name === "" || !(await isFree(directory, true))) throw await targetExists(target);
    return target;
  }
  const parent = await resolved(wholePath(wish.parent ?? defaultParent, personHome, "parent"));
  assertOutside(home, parent, "parent");
  return { parent, name: await freeName(parent, options.name), isExact: false };
}

/** The folder, links resolved as far as it is there. */
async function resolved(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const above = path.dirname(folder);
    return above === folder ? folder : path.join(await resolved(above), path.basename(folder));
  }
}

/** The data folder is Signalbox's own: what it does not know there, it clears away. */
function assertOutside(home: string, parent: string, field: string): void {
  if (parent !== home && !parent.startsWith(`${home}${path.sep}`)) return;
  throw invalidField(field, "Choose a folder outside of Signalbox's data folder.");
}

/** Whether nothing is there; with `orEmpty` also when an empty folder is. */
async function isFree(place: string, orEmpty: boolean): Promise<boolean> {
  try {
    const found = await lstat(place);
    return orEmpty && found.isDirectory() && (await readdir(place)).length === 0;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return true;
    throw error;
  }
}

async function freeName(parent: string, name: string, after = 0): Promise<string> {
  for (let number = after + 1; number <= maxNumber; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (await isFree(path.join(parent, candidate), false)) return candidate;
  }
  throw await targetExists({ parent, name, isExact: true });
}

async function targetExists(target: CloneTarget): Promise<DomainError> {
  const directory = directoryOf(target);
  const suggestion = target.isExact
    ? await freeName(target.parent, target.name || "repository", 1).catch(() => null)
    : null;
  return new DomainError("CLONE_TARGET_EXISTS", `There is something at ${directory} already.`, {
    help: [
      ...(suggestion === null ? [] : [`Clone into ${path.join(target.parent, suggestion)}.`]),
      "If it is the repository that you want, add it by its path.",
    ],
    details: {
      directory,
      suggestion: suggestion === null ? null : path.join(target.parent, suggestion),
    },
  });
}

/** The folders above and with `folder` that are not there, the innermost first. */
export async function missingFolders(folder: string): Promise<string[]> {
  if (!(await isFree(folder, false))) return [];
  const above = path.dirname(folder);
  return above === folder ? [] : [folder, ...(await missingFolders(above))];
}

export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
}

/** Takes away the folders that are empty, the innermost first. */
export async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    // Not empty, or gone: then it is not ours to remove.
    await rmdir(folder).catch(() => undefined);
  }
}

/**
 * Put the finished clone where it belongs; gives the folder. Whole or not at all, and never over anything.
 * @throws DomainError CLONE_TARGET_EXISTS
 */
export async function moveIntoPlace(staging: string, target: CloneTarget): Promise<string> {
  for (;;) {
    const directory = directoryOf(target);
    try {
      // An empty folder gives way, anything else does not.
      await rename(staging, directory);
      return directory;
    } catch (error) {
      if (!["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(errorCode(error) ?? "")) throw error;
      if (target.isExact) throw await targetExists(target);
      target = { ...target, name: await freeName(target.parent, target.name) };
    }
  }
}
