import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { SettingsPart } from "./settings-part.tsx";
import { CloneFolderForm } from "./clone-folder-form.tsx";
import { ScanFoldersForm } from "./scan-folders-form.tsx";
import type { StoredSettings } from "./use-save-settings.ts";

/** Where repositories are looked for, and where clones go. */
export function RepositoriesSection({ settings }: { settings: StoredSettings }) {
  return (
    <div className="flex flex-col gap-6">
      <SettingsPart
        id="scan"
        title={t`Where to look`}
        description={
          <Trans>
            Folders in which Signalbox looks for repositories when you{" "}
            <Link
              to="/repositories"
              search={{ add: "scan" }}
              className="font-medium text-accent underline"
            >
              look for them
            </Link>
            . It only reads.
          </Trans>
        }
      >
        <ScanFoldersForm settings={settings} />
      </SettingsPart>
      <SettingsPart
        id="clone"
        title={t`Folder for clones`}
        description={t`Each clone gets a folder of its own in it. Clones that are there already stay where they are.`}
      >
        <CloneFolderForm settings={settings} />
      </SettingsPart>
    </div>
  );
}
