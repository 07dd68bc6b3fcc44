import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "../lib/cn.ts";
import { Button } from "./button.tsx";

const popupClass =
  "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-lg border border-line-strong bg-surface p-5 shadow-pop outline-hidden *:shrink-0";
const narrowClass = "w-[min(30rem,calc(100vw-2rem))]";
/** It hangs from a fixed height: what comes in later (a result, a preview) makes it longer, and moves nothing that is there. */
const wideClass =
  "top-[max(1rem,9dvh)] max-h-[calc(100dvh-max(1rem,9dvh)-1rem)] w-[min(42rem,calc(100vw-2rem))] translate-y-0";
const fullClass = "w-[min(68rem,calc(100vw-1rem))]";
const backdropClass = "fixed inset-0 z-40 bg-overlay";
const titleClass = "line-clamp-2 text-lg font-semibold [overflow-wrap:anywhere]";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
}

/** A window over the page for a small task. Escape and a click beside it close it; with `isWide` there is room for a form, with `isFull` for texts beside each other. */
export function Dialog({
  open,
  onOpenChange,
  title,
  children,
  isWide = false,
  isFull = false,
  finalFocus,
}: DialogProps & {
  isWide?: boolean;
  isFull?: boolean;
  /** False: whoever opened it brings the focus back. */
  finalFocus?: false;
}) {
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup
          finalFocus={finalFocus}
          className={cn(popupClass, isFull ? fullClass : isWide ? wideClass : narrowClass)}
        >
          <BaseDialog.Title className={cn(titleClass, "pr-8")}>{title}</BaseDialog.Title>
          {children}
          {/* Last in order: a dialog begins at its first field. */}
          <BaseDialog.Close
            aria-label={t`Close`}
            className="absolute top-4 right-3 inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken"
          >
            <X aria-hidden className="size-4" />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** A question before something that cannot be taken back. A click beside it does not answer it. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  pending,
  onConfirm,
}: DialogProps & { confirmLabel: string; pending: boolean; onConfirm: () => void }) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropClass} />
        <AlertDialog.Popup className={cn(popupClass, narrowClass)}>
          <AlertDialog.Title className={titleClass}>{title}</AlertDialog.Title>
          <AlertDialog.Description
            render={<div />}
            className="flex flex-col gap-2 text-sm text-ink-2"
          >
            {children}
          </AlertDialog.Description>
          <div className="flex flex-wrap justify-end gap-2">
            <AlertDialog.Close
              render={
                <Button>
                  <Trans>Cancel</Trans>
                </Button>
              }
            />
            <Button variant="danger" pending={pending} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
