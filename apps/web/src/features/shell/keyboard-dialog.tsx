import { t } from "@lingui/core/macro";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { KeyboardMap } from "./keyboard-map.tsx";

/** The keys of the page in view, over it. */
export function KeyboardDialog({ onClose }: { onClose: () => void }) {
  useReturnFocus();
  return (
    <Dialog
      finalFocus={false}
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Keyboard`}
      isWide
    >
      <KeyboardMap />
    </Dialog>
  );
}
