const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What is shown where a number is not known: never 0, which would be a statement. */
export const unknownWord = "unknown";

/** A duration in milliseconds as people say it: `under 0.1 s`, `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`, `3 d 4 h`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < 100) return "under 0.1 s";
  if (ms < 10 * secondMs) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < minuteMs) return `${Math.floor(ms / secondMs)} s`;
  if (ms < hourMs) return pair(ms, minuteMs, "min", secondMs, "s");
  if (ms < dayMs) return pair(ms, hourMs, "h", minuteMs, "min");
  return `${Math.floor(ms / dayMs)} d ${Math.floor((ms % dayMs) / hourMs)} h`;
}

/** A running clock in whole seconds, so that it does not flicker: `7 s`, `3 min 05 s`. */
export function formatElapsed(elapsedMs: number): string {
  const ms = Math.max(0, elapsedMs);
  return ms < minuteMs ? `${Math.floor(ms / secondMs)} s` : formatDuration(ms);
}

/** What is left of a wait, in whole seconds that have begun: it is never over before its time. */
export function formatLeft(leftMs: number): string {
  return formatElapsed(Math.ceil(leftMs / secondMs) * secondMs);
}

/** A limit, which is often a round time: `30 min`, `1 h`, `1 h 30 min`. */
export function formatLimit(limitMs: number): string {
  return formatElapsed(limitMs).replace(/ 00 (?:s|min)$/, "");
}

function pair(ms: number, bigMs: number, big: string, smallMs: number, small: string): string {
  const rest = Math.floor((ms % bigMs) / smallMs);
  return `${Math.floor(ms / bigMs)} ${big} ${String(rest).padStart(2, "0")} ${small}`;
}

/** How long ago something was (both in milliseconds since 1970): `just now`, `5 min ago`, then the date. */
export function formatAgo(atMs: number, nowMs: number): string {
  const ms = nowMs - atMs;
  if (ms < minuteMs) return "just now";
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min ago`;
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h ago`;
  if (ms < 7 * dayMs) return `${Math.floor(ms / dayMs)} d ago`;
  return new Date(atMs).toLocaleDateString(undefined, { dateStyle: "medium" });
}

/** A time of day with seconds, in the browser's zone. */
export function formatClock(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { timeStyle: "medium" });
}

/** A count with the right form of its noun: `1 file`, `3 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** A number of tokens: `950`, `12.3k`, `4.1M`; null is said to be unknown. */
export function formatTokens(tokens: number | null): string {
  if (tokens === null) return unknownWord;
  if (tokens < 1_000) return String(tokens);
  if (tokens < 1_000_000) return `${trim(tokens / 1_000)}k`;
  return `${trim(tokens / 1_000_000)}M`;
}

function trim(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0).replace(/\.0$/, "");
}

/** US dollars; below a cent with enough digits to be seen; null is said to be unknown. */
export function formatUsd(usd: number | null): string {
  if (usd === null) return unknownWord;
  if (usd > 0 && usd < 0.0001) return "under $0.0001";
  if (usd > 0 && usd < 0.01) return `$${usd.toFixed(4)}`;
  return `$${usd.toFixed(2)}`;
}

/** A cost in US dollars; an estimate is marked as one, and so is a sum that lacks what nobody told. */
export function formatCost(cost: {
  costUsd: number | null;
  costEstimated?: boolean;
  costPartial?: boolean;
}): string {
  if (cost.costUsd === null) return unknownWord;
  const words = `${cost.costEstimated ? "≈ " : ""}${formatUsd(cost.costUsd)}`;
  return cost.costPartial ? `at least ${words}` : words;
}

/** The short form of a commit's id. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 8);
}

const byteUnits = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A size in bytes: `1 byte`, `512 bytes`, `1.2 kB`, `340 MB`, `2.1 GB`; of a thousand each, as disks are sold. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return plural(bytes, "byte");
  // What rounds to a thousand belongs to the next unit.
  const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes * 1.0005) / 3));
  return `${trim(bytes / 1_000 ** power)} ${byteUnits[power]}`;
}
