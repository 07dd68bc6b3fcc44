import { t } from "@lingui/core/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useState } from "react";
import { Dialog } from "../../../ui/dialog.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { ClonePanel, emptyCloneDraft } from "../clone/clone-panel.tsx";
import { ScanPanel } from "../scan/scan-panel.tsx";
import { useScan } from "../scan/use-scan.ts";
import { AddRepositoryForm } from "./add-repository-form.tsx";
import type { AddWay } from "./add-ways.ts";

interface Props {
  /** The way that is looked at; null while the window is closed. */
  way: AddWay | null;
  /** The clone that is looked at. */
  cloneId: string | undefined;
  onChange: (way: AddWay, cloneId?: string) => void;
  onAdded: (repository: RouterOutputs["repositories"]["add"]) => void;
  onClose: () => void;
}

/** The window in which repositories are added: by path, by a scan, or by a clone. A clone goes on when it is closed. */
export function AddRepositoryDialog({ way, ...props }: Props) {
  return (
    <Dialog
      open={way !== null}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      title={t`Add a repository`}
      isWide
    >
      {way !== null && <Ways way={way} {...props} />}
    </Dialog>
  );
}

/** What was found and what was typed stays while one looks at another way. */
function Ways({ way, cloneId, onChange, onAdded, onClose }: Props & { way: AddWay }) {
  const [draft, setDraft] = useState(emptyCloneDraft);
  const scan = useScan();
  const panelClass = "min-h-96 px-5 pt-4";
  return (
    // The line below the ways goes from side to side.
    <div className="-mx-5 flex min-h-0 flex-1 flex-col [&_[role=tablist]]:px-5">
      <Tabs
        value={way}
        onChange={(next) => onChange(next, cloneId)}
        items={[
          {
            value: "path",
            label: t`Folder`,
            panel: (
              <div className={panelClass}>
                <AddRepositoryForm onAdded={onAdded} />
              </div>
            ),
          },
          {
            value: "scan",
            label: t`Find`,
            panel: (
              <div className={panelClass}>
                <ScanPanel {...scan} onClose={onClose} />
              </div>
            ),
          },
          {
            value: "clone",
            label: t`Clone`,
            panel: (
              <div className={panelClass}>
                <ClonePanel
                  cloneId={cloneId}
                  onCloneChange={(next) => onChange("clone", next)}
                  draft={draft}
                  onDraftChange={setDraft}
                  onClose={onClose}
                />
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}
