import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import { Field, Input } from "../../../ui/field.tsx";

/** A secret. The browser keeps what is typed, no state of the page does, and it is not to be offered again. */
export function SecretField({
  name,
  label,
  description,
  isWrong,
  isRequired = true,
}: {
  name: string;
  label: string;
  description?: ReactNode;
  /** Whether the last one was not accepted. */
  isWrong: boolean;
  isRequired?: boolean;
}) {
  return (
    <Field label={label} description={description} error={isWrong ? t`Not accepted.` : null}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="password"
          required={isRequired}
          // Not a password of this page: the browser is not to offer or to keep any.
          autoComplete="new-password"
          spellCheck={false}
          className="font-mono"
        />
      )}
    </Field>
  );
}

export function UserField({
  defaultValue,
  description,
  isRequired,
}: {
  defaultValue: string;
  description?: string;
  isRequired: boolean;
}) {
  return (
    <Field label={t`User`} description={description}>
      {(control) => (
        <Input
          {...control}
          name="username"
          defaultValue={defaultValue}
          required={isRequired}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      )}
    </Field>
  );
}

export function FilePathField({
  defaultValue,
  isRequired,
}: {
  defaultValue: string | undefined;
  isRequired: boolean;
}) {
  return (
    <Field
      label={isRequired ? t`File of the key` : t`File of the key (optional)`}
      description={t`The private key, by its whole path on the computer that Signalbox runs on.`}
    >
      {(control) => (
        <Input
          {...control}
          name="keyPath"
          defaultValue={defaultValue}
          required={isRequired}
          autoComplete="off"
          spellCheck={false}
          placeholder="~/.ssh/id_ed25519"
          className="font-mono"
        />
      )}
    </Field>
  );
}
