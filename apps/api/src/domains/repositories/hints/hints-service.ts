import { opendir } from "node:fs/promises";
import path from "node:path";
import { trackedFiles } from "@signalbox/host/git";
import {
  maxPromptLength,
  type promptFileInputSchema,
  type promptFilesInputSchema,
  type SuggestedCheck,
} from "@signalbox/shared";
import type { z } from "zod";
import { translatingGitErrors } from "../../git/git-errors.ts";
import { invalidField } from "../folders.ts";
import type { RepositoriesService } from "../repositories-service.ts";
import { checksOf } from "./checks-of.ts";
import { confinedSize, readConfined, type ConfinedFile } from "./confined-file.ts";
import { likeliestPromptsFirst } from "./prompt-order.ts";

/** Manifests are far smaller. 512 KiB. */
const maxManifestBytes = 524_288;
/** So many names of a folder are looked at. */
const maxNames = 5000;
/** In UTF-8 a character of a prompt takes at most three bytes. */
const maxPromptBytes = 3 * maxPromptLength;

const promptPaths = [":(icase)*.md", ":(icase)*.markdown", ":(icase)*.txt"];
const promptName = /\.(md|markdown|txt)$/i;

/** What a repository's own files suggest for a new run. Nothing of it is run, and nothing in it is written. */
export class HintsService {
  readonly #repositories: RepositoriesService;

  constructor(options: { repositories: RepositoriesService }) {
    this.#repositories = options.repositories;
  }

  /** The checks that the files of the top folder speak for. @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING */
  async suggestedChecks(id: string): Promise<{ checks: SuggestedCheck[] }> {
    const { path: root } = await this.#repositories.getPresent(id);
    const names = new Set(await namesIn(root));
    const checks = await checksOf({
      names,
      async text(name) {
        const file = names.has(name) ? await readConfined(root, name, maxManifestBytes) : null;
        return file !== null && "bytes" in file ? file.bytes.toString("utf8") : null;
      },
      async hasPythonTests(name) {
        const found = await namesIn(path.join(root, name));
        return found.some((file) => /^test_.*\.py$|_test\.py$/.test(file));
      },
    });
    return { checks };
  }

  /**
   * The tracked files whose text can be a prompt, the likeliest first.
   * @throws DomainError REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  async promptFiles({ id, search, limit }: z.output<typeof promptFilesInputSchema>) {
    const { path: root } = await this.#repositories.getPresent(id);
    const tracked = await this.#tracked(root, promptPaths);
    const wanted = search?.toLowerCase() ?? "";
    const matching = tracked.paths.filter((file) => file.toLowerCase().includes(wanted));
    const files: { path: string; bytes: number }[] = [];
    for (const file of likeliestPromptsFirst(matching)) {
      if (files.length === limit) return { files, truncated: true };
      const bytes = await confinedSize(root, file);
      if (bytes !== null && bytes > 0 && bytes <= maxPromptBytes) files.push({ path: file, bytes });
    }
    return { files, truncated: tracked.truncated };
  }

  /**
   * The text of a tracked file as it is in the person's checkout.
   * @throws DomainError INVALID_INPUT when it lies elsewhere, is not tracked, no text or too long; REPOSITORY_NOT_FOUND, REPOSITORY_PATH_MISSING, GIT_FAILED
   */
  async promptFile({ id, path: file }: z.output<typeof promptFileInputSchema>) {
    const { path: root } = await this.#repositories.getPresent(id);
    if (!promptName.test(file))
      throw refused("Only Markdown (.md) and plain text (.txt) can be a prompt.");
    // Looked for where it is before git is asked: what leads out of the repository gets no further.
    const read = await readConfined(root, file, maxPromptBytes);
    if ("problem" in read) throw refused(problems[read.problem]);
    const { paths } = await this.#tracked(root, [`:(literal)${file}`]);
    if (!paths.includes(file)) throw refused("git does not track this file.");
    const text = textOf(read.bytes);
    if (text === null) throw refused("This file is not text in UTF-8.");
    if (text.length > maxPromptLength) throw refused(problems.too_large);
    return { path: file, text };
  }

  #tracked(root: string, pathspecs: readonly string[]) {
    return translatingGitErrors("list the files", () => trackedFiles(root, pathspecs));
  }
}

const problems: Record<Extract<ConfinedFile, { problem: unknown }>["problem"], string> = {
  outside: "Give the path of a file in this repository, from its top folder on.",
  missing: "There is no such file in the repository's own checkout.",
  no_file: "This is not a file.",
  too_large: `This file is longer than a prompt may be: ${maxPromptLength} characters.`,
};

function refused(message: string) {
  return invalidField("path", message);
}

/** Null when it is none: not UTF-8, or with a NUL. */
function textOf(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** The first names in a folder; none when it cannot be read. */
async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) {
      names.push(name);
      if (names.length === maxNames) break;
    }
  } catch {
    // Gone, no folder, or not readable: nothing in it speaks for anything.
  }
  return names;
}
