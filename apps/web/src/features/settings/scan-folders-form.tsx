import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { FolderX } from "lucide-react";
import { issueAt } from "../../lib/errors.ts";
import { NumberField } from "../../ui/field.tsx";
import { LinesField, lineOf, type Line } from "../../ui/lines-field.tsx";
import { wholeNumber } from "./number-draft.ts";
import { isWholePath } from "./path-draft.ts";
import { SettingsFormView } from "./settings-form.tsx";
import { useMissingFolders } from "./use-missing-folders.ts";
import type { StoredSettings } from "./use-save-settings.ts";
import { useSettingsForm, type DraftRead } from "./use-settings-form.ts";

const deepest = 20;

interface Draft {
  directories: Line[];
  depth: string;
}

function draftOf({ scanDirectories, scanDepth }: StoredSettings): Draft {
  return { directories: scanDirectories.map((text) => lineOf(text)), depth: String(scanDepth) };
}

function read({ directories, depth }: Draft): DraftRead {
  const scanDirectories = directories.map(({ text }) => text.trim());
  const scanDepth = wholeNumber(depth, 0, deepest);
  const wrongPaths = scanDirectories.flatMap((path, index) =>
    isWholePath(path)
      ? []
      : [
          {
            path: `scanDirectories.${index}`,
            message: t`Give the whole path, beginning with / or ~/.`,
          },
        ],
  );
  if (scanDepth !== null && wrongPaths.length === 0 && scanDirectories.length > 0) {
    return { ok: true, update: { scanDirectories, scanDepth } };
  }
  const issues = [
    ...(scanDirectories.length === 0
      ? [{ path: "scanDirectories", message: t`Give at least one directory.` }]
      : wrongPaths),
    ...(scanDepth === null
      ? [{ path: "scanDepth", message: t`Give a whole number from 0 to ${deepest}.` }]
      : []),
  ];
  return { ok: false, issues };
}

/** The folders in which repositories are looked for, and how deep. */
export function ScanFoldersForm({ settings }: { settings: StoredSettings }) {
  const form = useSettingsForm(settings, { draftOf, read });
  const { directories, depth } = form.draft;
  return (
    <SettingsFormView
      form={form}
      name={t`Where to look`}
      saveLabel={t`Save where to look`}
      isAtField={(path) => path.startsWith("scanD")}
    >
      <LinesField
        legend={t`Directories`}
        description={t`Whole paths; ~ is your home folder.`}
        lines={directories}
        nameOf={(index) => t`Directory ${index + 1}`}
        errorOf={(index) =>
          issueAt(form.issues, index === null ? "scanDirectories" : `scanDirectories.${index}`)
        }
        addLabel={t`Add a directory`}
        onChange={(next) => form.change({ directories: next })}
      />
      <MissingFolders directories={directories.map(({ text }) => text.trim())} />
      <NumberField
        label={t`Folders deep`}
        description={t`How far below each directory. It never looks into repositories, hidden folders and node_modules.`}
        error={issueAt(form.issues, "scanDepth")}
        min={0}
        max={deepest}
        value={depth}
        onChange={(next) => form.change({ depth: next })}
        className="max-w-sm"
      />
    </SettingsFormView>
  );
}

function MissingFolders({ directories }: { directories: readonly string[] }) {
  const missing = useMissingFolders(directories);
  return (
    <p role="status" className="text-sm text-ink-2 empty:hidden">
      {missing && missing.length > 0 && (
        <span className="flex items-start gap-1.5">
          <FolderX aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <Trans>Not there now, and passed over: {missing.join(", ")}</Trans>
          </span>
        </span>
      )}
    </p>
  );
}
