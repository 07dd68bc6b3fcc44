import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { InputIssue } from "@signalbox/shared";
import { Plus, X } from "lucide-react";
import { issueAt } from "../../lib/errors.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError, Input } from "../../ui/field.tsx";
import { priceRow, priceRowsOf, readPrices, type PriceRow } from "./price-draft.ts";
import { SettingsFormView } from "./settings-form.tsx";
import type { StoredSettings } from "./use-save-settings.ts";
import { useSettingsForm, type DraftRead } from "./use-settings-form.ts";

interface Draft {
  rows: PriceRow[];
}

function draftOf(settings: StoredSettings): Draft {
  return { rows: priceRowsOf(settings.prices) };
}

function read({ rows }: Draft): DraftRead {
  const result = readPrices(rows);
  return result.ok ? { ok: true, update: { prices: result.prices } } : result;
}

/** The person's own prices of models; they go before the bundled ones. */
export function PricesForm({ settings }: { settings: StoredSettings }) {
  const form = useSettingsForm(settings, { draftOf, read });
  const { rows } = form.draft;
  const change = (next: PriceRow[]) => form.change({ rows: next });
  return (
    <SettingsFormView
      form={form}
      name={t`Prices`}
      saveLabel={t`Save prices`}
      isAtField={() => false}
    >
      {rows.length === 0 && (
        <p className="text-sm text-ink-3">
          <Trans>No prices of your own.</Trans>
        </p>
      )}
      {rows.map((row, index) => (
        <PriceFields
          key={row.id}
          row={row}
          index={index}
          issues={form.issues}
          onChange={(part) => change(rows.with(index, { ...row, ...part }))}
          onRemove={() => change(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <Button size="sm" className="self-start" onClick={() => change([...rows, priceRow()])}>
        <Plus aria-hidden className="size-3.5" />
        <Trans>Add a model</Trans>
      </Button>
    </SettingsFormView>
  );
}

function PriceFields({
  row,
  index,
  issues,
  onChange,
  onRemove,
}: {
  row: PriceRow;
  index: number;
  issues: InputIssue[];
  onChange: (part: Partial<PriceRow>) => void;
  onRemove: () => void;
}) {
  const columns = [
    { key: "model", label: t`Model`, placeholder: "gpt-5*" },
    { key: "inputUsd", label: t`Input`, placeholder: "1.25" },
    { key: "cachedInputUsd", label: t`Cached input`, placeholder: t`as input` },
    { key: "outputUsd", label: t`Output`, placeholder: "10" },
  ] as const;
  const wrong = columns.flatMap(({ key, label }) => {
    const issue = issueAt(issues, `${index}.${key}`);
    return issue === null ? [] : [`${label}: ${issue}`];
  });
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-end gap-1">
        <div className="grid min-w-0 flex-1 grid-cols-3 gap-1 sm:grid-cols-[2fr_1fr_1fr_1fr]">
          {columns.map(({ key, label, placeholder }) => (
            <label key={key} className={key === "model" ? "max-sm:col-span-3" : "min-w-0"}>
              <span
                className={index === 0 ? "text-xs text-ink-2" : "text-xs text-ink-2 sm:sr-only"}
              >
                {label}
              </span>
              <Input
                aria-invalid={issueAt(issues, `${index}.${key}`) ? true : undefined}
                inputMode={key === "model" ? undefined : "decimal"}
                placeholder={placeholder}
                autoComplete="off"
                spellCheck={false}
                value={row[key]}
                onChange={(event) => onChange({ [key]: event.target.value })}
                className="font-mono text-xs"
              />
            </label>
          ))}
        </div>
        <Button
          size="icon"
          variant="ghost"
          aria-label={
            row.model
              ? t`Remove the price of ${row.model}`
              : t`Remove the price of model ${index + 1}`
          }
          onClick={onRemove}
        >
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      {wrong.length > 0 && <FieldError>{wrong.join(" ")}</FieldError>}
    </div>
  );
}
