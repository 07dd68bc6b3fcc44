import { t } from "@lingui/core/macro";
import { useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field, Input } from "./field.tsx";

/** Ask for another name of something; `error` is what was wrong with the last answer. */
export function RenameDialog({
  name,
  pending,
  error,
  onRename,
  onDone,
}: {
  name: string;
  pending: boolean;
  error: string | null;
  onRename: (name: string) => void;
  onDone: () => void;
}) {
  const [draft, setDraft] = useState(name);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={t`Rename ${name}`}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onRename(draft.trim());
        }}
      >
        <Field label={t`Name`} error={error}>
          {(control) => (
            <Input
              {...control}
              required
              autoComplete="off"
              onFocus={(event) => event.target.select()}
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" pending={pending} className="self-start">
          {pending ? t`Saving…` : t`Save`}
        </Button>
      </form>
    </Dialog>
  );
}
