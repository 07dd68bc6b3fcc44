import { t } from "@lingui/core/macro";
import type { InputIssue, ModelPrice } from "@signalbox/shared";

/** A model's price as it is typed; `id` tells the rows apart. */
export interface PriceRow {
  id: string;
  model: string;
  inputUsd: string;
  cachedInputUsd: string;
  outputUsd: string;
}

export function priceRow(model = "", price?: ModelPrice): PriceRow {
  const text = (usd: number | undefined) => (usd === undefined ? "" : String(usd));
  return {
    id: crypto.randomUUID(),
    model,
    inputUsd: text(price?.inputUsd),
    cachedInputUsd: text(price?.cachedInputUsd),
    outputUsd: text(price?.outputUsd),
  };
}

export function priceRowsOf(prices: Record<string, ModelPrice>): PriceRow[] {
  return Object.entries(prices).map(([model, price]) => priceRow(model, price));
}

/** The prices that the rows stand for, or what is wrong: paths are `<row>.<key>`. Empty rows count for nothing. */
export function readPrices(
  rows: readonly PriceRow[],
): { ok: true; prices: Record<string, ModelPrice> } | { ok: false; issues: InputIssue[] } {
  const issues: InputIssue[] = [];
  const prices: Record<string, ModelPrice> = {};
  for (const [index, row] of rows.entries()) {
    const model = row.model.trim();
    if (model === "" && row.inputUsd === "" && row.outputUsd === "") continue;
    if (model === "") issues.push({ path: `${index}.model`, message: t`Give the model's name.` });
    else if (Object.hasOwn(prices, model))
      issues.push({ path: `${index}.model`, message: t`This model stands here twice.` });
    const inputUsd = usdOf(row.inputUsd);
    const outputUsd = usdOf(row.outputUsd);
    const cachedInputUsd = row.cachedInputUsd.trim() === "" ? undefined : usdOf(row.cachedInputUsd);
    for (const [key, usd] of Object.entries({ inputUsd, outputUsd, cachedInputUsd })) {
      if (usd === null) issues.push({ path: `${index}.${key}`, message: t`Give US dollars.` });
    }
    if (inputUsd === null || outputUsd === null || cachedInputUsd === null) continue;
    prices[model] = {
      inputUsd,
      outputUsd,
      ...(cachedInputUsd !== undefined && { cachedInputUsd }),
    };
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, prices };
}

/** A typed amount; null when it is none. */
function usdOf(text: string): number | null {
  const usd = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(usd) && usd >= 0 ? usd : null;
}
