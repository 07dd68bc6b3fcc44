import { t } from "@lingui/core/macro";
import { repositorySetupSchema, type InputIssue, type RepositorySetup } from "@signalbox/shared";
import { issuesOf } from "../../../lib/errors.ts";
import { lineOf, type Line } from "../../../ui/lines-field.tsx";

/** A set-up as it is typed. */
export interface SetupDraft {
  command: string;
  copyFiles: Line[];
}

export function draftOfSetup({ command, copyFiles }: RepositorySetup): SetupDraft {
  return { command: command ?? "", copyFiles: copyFiles.map((text) => lineOf(text)) };
}

/** What was typed, as the server takes it; null with what is wrong with it, by the server's paths. Empty lines count for nothing. */
export function checkSetup(draft: SetupDraft): {
  setup: RepositorySetup | null;
  issues: InputIssue[];
} {
  const lines = draft.copyFiles.flatMap(({ text }, index) => {
    const path = text.trim().replace(/^\.\//, "");
    return path === "" ? [] : [{ path, index }];
  });
  const checked = repositorySetupSchema.safeParse({
    command: draft.command.trim() === "" ? null : draft.command,
    copyFiles: lines.map(({ path }) => path),
  });
  if (checked.success) return { setup: checked.data, issues: [] };
  const pathHelp = t`Give its path within the repository's folder, such as config/.env.`;
  const help = {
    command: t`Give at most 4,096 characters: longer ones belong into a script.`,
    copyFiles: t`Give at most 100: a folder counts as one.`,
    ...Object.fromEntries(lines.map((_, place) => [`copyFiles.${place}`, pathHelp])),
  };
  const issues = issuesOf(checked.error, help).map(({ path, message }) => {
    // The place of the line, not of the path among those that are given.
    const place = /^copyFiles\.(\d+)$/.exec(path)?.[1];
    const line = place === undefined ? undefined : lines[Number(place)]?.index;
    return { path: line === undefined ? `setup.${path}` : `setup.copyFiles.${line}`, message };
  });
  return { setup: null, issues };
}
