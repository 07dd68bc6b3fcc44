import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Lock, Plus, X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { FieldError, Input } from "../../ui/field.tsx";
import { envRow, isSecretRow, isStored, type EnvRow } from "./env-draft.ts";

/** Environment variables of an agent. Values of secrets are typed, kept apart by the server, and never shown again. */
export function EnvFields({
  rows,
  errorOf,
  onChange,
}: {
  rows: readonly EnvRow[];
  /** What is wrong with the variable of this name. */
  errorOf: (name: string) => string | null;
  onChange: (rows: EnvRow[]) => void;
}) {
  const set = (id: string, change: Partial<EnvRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">
        <Trans>Environment variables</Trans>
      </legend>
      <p className="text-xs text-ink-3">
        <Trans>
          Names that say key, token, secret or password are kept as secrets: in a file of their own,
          and never shown again. What is stored stays until something else is typed.
        </Trans>
      </p>
      {rows.map((row, index) => {
        const error = errorOf(row.name.trim());
        const isSecret = isSecretRow(row);
        return (
          <div key={row.id} className="flex flex-col gap-1">
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-1">
              <Input
                aria-label={t`Name of variable ${index + 1}`}
                aria-invalid={error ? true : undefined}
                placeholder={t`NAME`}
                spellCheck={false}
                autoComplete="off"
                value={row.name}
                onChange={(event) => set(row.id, { name: event.target.value })}
                className="font-mono text-xs"
              />
              <div className="relative">
                <Input
                  aria-label={
                    isSecret
                      ? t`Value of variable ${index + 1} (secret)`
                      : t`Value of variable ${index + 1}`
                  }
                  type={isSecret ? "password" : "text"}
                  // Not the person's own password: the browser is not to offer or to keep any.
                  autoComplete={isSecret ? "new-password" : "off"}
                  spellCheck={false}
                  placeholder={isStored(row) ? t`Stored` : t`Value`}
                  value={row.value}
                  onChange={(event) => set(row.id, { value: event.target.value })}
                  className={isSecret ? "pr-8 font-mono text-xs" : "font-mono text-xs"}
                />
                {isSecret && (
                  <Lock
                    aria-hidden
                    className="pointer-events-none absolute top-2 right-2.5 size-4 text-ink-3"
                  />
                )}
              </div>
              <Button
                size="icon"
                variant="ghost"
                aria-label={t`Remove variable ${row.name || index + 1}`}
                onClick={() => onChange(rows.filter(({ id }) => id !== row.id))}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </div>
            {error && <FieldError>{error}</FieldError>}
          </div>
        );
      })}
      <Button size="sm" className="self-start" onClick={() => onChange([...rows, envRow()])}>
        <Plus aria-hidden className="size-3.5" />
        <Trans>Add a variable</Trans>
      </Button>
    </fieldset>
  );
}
