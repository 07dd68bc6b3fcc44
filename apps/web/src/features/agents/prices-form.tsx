import type { RouterOutputs } from "@signalbox/api/router";
import type { InputIssue } from "@signalbox/shared";
import { Plus, X } from "lucide-react";
import { useState, type FormEvent } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { useFocusInvalid } from "../../lib/use-focus-invalid.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError, Input } from "../../ui/field.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import { priceRow, priceRowsOf, readPrices, type PriceRow } from "./price-draft.ts";
import { useSaveSettings } from "./use-save-settings.ts";

const columns = [
  { key: "model", label: "Model", placeholder: "gpt-5*" },
  { key: "inputUsd", label: "Input", placeholder: "1.25" },
  { key: "cachedInputUsd", label: "Cached input", placeholder: "as input" },
  { key: "outputUsd", label: "Output", placeholder: "10" },
] as const;

/** The person's own prices of models; they go before the bundled ones. */
export function PricesForm({ prices }: { prices: RouterOutputs["settings"]["get"]["prices"] }) {
  const [rows, setRows] = useState(() => priceRowsOf(prices));
  const [issues, setIssues] = useState<InputIssue[]>([]);
  const form = useFocusInvalid(issues);
  const save = useSaveSettings((saved) => setRows(priceRowsOf(saved.prices)));
  const problem = save.isError ? problemOf(save.error) : null;
  const change = (next: PriceRow[]) => {
    setRows(next);
    if (save.isSuccess) save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readPrices(rows);
    setIssues(read.ok ? [] : read.issues);
    if (read.ok && !save.isPending) save.mutate(() => ({ prices: read.prices }));
  };
  return (
    <form
      ref={form}
      noValidate
      aria-label="Prices"
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      className="flex max-w-2xl flex-col gap-2"
    >
      {rows.map((row, index) => {
        const wrong = columns.flatMap(({ key, label }) => {
          const issue = issueAt(issues, `${index}.${key}`);
          return issue === null ? [] : [`${label}: ${issue}`];
        });
        return (
          <div key={row.id} className="flex flex-col gap-1">
            <div className="flex items-end gap-1">
              <div className="grid min-w-0 flex-1 grid-cols-3 gap-1 sm:grid-cols-[2fr_1fr_1fr_1fr]">
                {columns.map(({ key, label, placeholder }) => (
                  <label key={key} className={key === "model" ? "max-sm:col-span-3" : "min-w-0"}>
                    <span
                      className={
                        index === 0 ? "text-xs text-ink-2" : "text-xs text-ink-2 sm:sr-only"
                      }
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
                      onChange={(event) =>
                        change(rows.with(index, { ...row, [key]: event.target.value }))
                      }
                      className="font-mono text-xs"
                    />
                  </label>
                ))}
              </div>
              <Button
                size="icon"
                variant="ghost"
                aria-label={`Remove the price of ${row.model || `model ${index + 1}`}`}
                onClick={() => change(rows.filter(({ id }) => id !== row.id))}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </div>
            {wrong.length > 0 && <FieldError>{wrong.join(" ")}</FieldError>}
          </div>
        );
      })}
      <Button size="sm" className="self-start" onClick={() => change([...rows, priceRow()])}>
        <Plus aria-hidden className="size-3.5" />
        Add a model
      </Button>
      <FormProblem problem={problem} isAtField={() => false} />
      <SaveBar
        label="Save prices"
        isPending={save.isPending}
        isSaved={save.isSuccess}
        hasIssues={issues.length > 0}
      />
    </form>
  );
}
