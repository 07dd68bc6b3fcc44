import { t } from "@lingui/core/macro";
import { Dialog } from "../../ui/dialog.tsx";
import { Keys } from "../../ui/keys.tsx";
import { diffKeys } from "./use-diff-keys.ts";

/** What the keys do in the changes view. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Keys among the changes`}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {diffKeys().map(([keys, what]) => (
          <div key={keys} className="contents">
            <dt className="flex gap-1">
              <Keys keys={keys} />
            </dt>
            <dd className="text-ink-2">{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
