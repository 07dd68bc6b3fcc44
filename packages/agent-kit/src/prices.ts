import type { ModelPrice } from "@signalbox/shared";
import bundled from "./prices.json" with { type: "json" };
import type { UsageFigures } from "./updates.ts";

type PriceTable = Readonly<Record<string, ModelPrice>>;

/**
 * What `model` costs: by its exact name, else by the longest beginning followed by `*`; `own` prices go before the bundled ones. A
 * provider before the name (`openai/…`) and a date behind it do not matter. Null when nobody knows: a newer model is not guessed at.
 */
export function priceOf(model: string, own: PriceTable): ModelPrice | null {
  const names = [model, model.slice(model.lastIndexOf("/") + 1)].flatMap((name) => [
    name,
    name.replace(/[-@](?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, ""),
  ]);
  for (const prices of [own, bundled.models] satisfies PriceTable[]) {
    const fits = (key: string) =>
      names.some((name) => (key.endsWith("*") ? name.startsWith(key.slice(0, -1)) : name === key));
    // The longest name is the one that says most about the model; a whole one goes before a beginning.
    const rank = (key: string) => (key.endsWith("*") ? key.length : Number.MAX_SAFE_INTEGER);
    const [best] = Object.entries(prices)
      .filter(([key]) => fits(key))
      .toSorted(([one], [other]) => rank(other) - rank(one));
    if (best !== undefined) return best[1];
  }
  return null;
}

/** What tokens cost in US dollars; null when input or output are not known. */
export function costOf(figures: UsageFigures, price: ModelPrice): number | null {
  const { inputTokens, outputTokens } = figures;
  if (inputTokens === null || outputTokens === null) return null;
  const cached = Math.min(figures.cachedInputTokens ?? 0, inputTokens);
  const usdPerMillions =
    (inputTokens - cached) * price.inputUsd +
    cached * (price.cachedInputUsd ?? price.inputUsd) +
    outputTokens * price.outputUsd;
  return usdPerMillions / 1_000_000;
}
