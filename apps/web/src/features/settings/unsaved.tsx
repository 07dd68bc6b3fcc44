import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useBlocker } from "@tanstack/react-router";
import { createContext, useContext, useEffect, useId, useRef, type ReactNode } from "react";
import { ConfirmDialog } from "../../ui/dialog.tsx";

type Tell = (form: string, isUnsaved: boolean) => void;
const UnsavedForms = createContext<Tell>(() => undefined);

/** Asks before a page is left on which a form tells that it has changes (`useUnsaved`). */
export function UnsavedGuard({ children }: { children: ReactNode }) {
  const forms = useRef(new Set<string>());
  const tell = useRef<Tell>((form, isUnsaved) => {
    if (isUnsaved) forms.current.add(form);
    else forms.current.delete(form);
  });
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      forms.current.size > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: () => forms.current.size > 0,
    withResolver: true,
  });
  return (
    <UnsavedForms.Provider value={tell.current}>
      {children}
      <LoseChanges
        open={blocker.status === "blocked"}
        onStay={() => blocker.reset?.()}
        onLose={() => blocker.proceed?.()}
      />
    </UnsavedForms.Provider>
  );
}

/** Tell the page around that a form has changes that are not saved. */
export function useUnsaved(isUnsaved: boolean): void {
  const form = useId();
  const tell = useContext(UnsavedForms);
  useEffect(() => {
    tell(form, isUnsaved);
    return () => tell(form, false);
  }, [tell, form, isUnsaved]);
}

/** The question before changes are lost. */
export function LoseChanges({
  open,
  onStay,
  onLose,
}: {
  open: boolean;
  onStay: () => void;
  onLose: () => void;
}) {
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onStay();
      }}
      title={t`Leave without saving?`}
      confirmLabel={t`Discard changes`}
      pending={false}
      onConfirm={onLose}
    >
      <p>
        <Trans>What was changed here is not saved yet, and would be lost.</Trans>
      </p>
    </ConfirmDialog>
  );
}
