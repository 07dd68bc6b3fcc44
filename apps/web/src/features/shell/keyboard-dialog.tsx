import { t } from "@lingui/core/macro";
import { Dialog } from "../../ui/dialog.tsx";
import { KeyboardMap } from "./keyboard-map.tsx";

/** The keys of the page in view, over it. */
export function KeyboardDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Keyboard`} isWide>
      <KeyboardMap />
    </Dialog>
  );
}
