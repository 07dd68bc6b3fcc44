import type { ReactNode } from "react";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { FormProblem } from "../../ui/notice.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

/** The form around fields of settings: what is wrong as a whole, saving, taking it back. */
export function SettingsFormView<Draft>({
  form,
  name,
  saveLabel,
  isAtField,
  children,
}: {
  form: SettingsForm<Draft>;
  name: string;
  saveLabel: string;
  /** Whether what is wrong at a path is told at a field. */
  isAtField: (path: string) => boolean;
  children: ReactNode;
}) {
  return (
    <form
      ref={form.ref}
      noValidate
      aria-label={name}
      onSubmit={form.onSubmit}
      onKeyDown={submitOnCtrlEnter}
      className="flex max-w-2xl min-w-0 flex-col gap-3"
    >
      {children}
      <FormProblem problem={form.problem} isAtField={isAtField} />
      <SaveBar
        label={saveLabel}
        isPending={form.isPending}
        isSaved={form.isSaved}
        hasIssues={form.issues.length > 0}
        onUndo={form.undo}
      />
    </form>
  );
}
