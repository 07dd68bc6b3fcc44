import { i18n } from "@lingui/core";
import { plural, t } from "@lingui/core/macro";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What is shown where a number is not known: never 0, which would be a statement. */
function unknownWord(): string {
  return t`unknown`;
}

/** The page's language as the browser's person writes it: `en-GB` where that is one of theirs, else the language alone. */
function regionalLocale(): string {
  const tags = typeof navigator === "undefined" ? [] : navigator.languages;
  return tags.find((tag) => tag.split("-", 1)[0] === i18n.locale) ?? i18n.locale;
}

/** A duration in milliseconds as people say it: `under 0.1 s`, `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`, `3 d 4 h`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < 100) return t`under 0.1 s`;
  if (ms < 10 * secondMs) return secondWords((Math.floor(ms / 100) / 10).toFixed(1));
  if (ms < minuteMs) return secondWords(Math.floor(ms / secondMs));
  const [days, hours, minutes, seconds] = partsOf(ms);
  if (ms < hourMs) return t`${minutes} min ${twoDigits(seconds)} s`;
  if (ms < dayMs) return t`${hours} h ${twoDigits(minutes)} min`;
  return t`${days} d ${hours} h`;
}

function secondWords(seconds: number | string): string {
  return t`${seconds} s`;
}

/** Whole days, hours, minutes and seconds. */
function partsOf(ms: number): [days: number, hours: number, minutes: number, seconds: number] {
  return [
    Math.floor(ms / dayMs),
    Math.floor((ms % dayMs) / hourMs),
    Math.floor((ms % hourMs) / minuteMs),
    Math.floor((ms % minuteMs) / secondMs),
  ];
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** A running clock in whole seconds, so that it does not flicker: `7 s`, `3 min 05 s`. */
export function formatElapsed(elapsedMs: number): string {
  const ms = Math.max(0, elapsedMs);
  return ms < minuteMs ? secondWords(Math.floor(ms / secondMs)) : formatDuration(ms);
}

/** What is left of a wait, in whole seconds that have begun: it is never over before its time. */
export function formatLeft(leftMs: number): string {
  return formatElapsed(Math.ceil(leftMs / secondMs) * secondMs);
}

/** A limit, which is often a round time: `30 min`, `1 h`, `1 h 30 min`. */
export function formatLimit(limitMs: number): string {
  const [days, hours, minutes, seconds] = partsOf(Math.max(0, limitMs));
  if (days > 0) return formatElapsed(limitMs);
  if (hours > 0 && minutes === 0) return t`${hours} h`;
  if (hours === 0 && minutes > 0 && seconds === 0) return t`${minutes} min`;
  return formatElapsed(limitMs);
}

/** How long ago something was (both in milliseconds since 1970): `just now`, `5 min ago`, then the date. */
export function formatAgo(atMs: number, nowMs: number): string {
  const ms = nowMs - atMs;
  if (ms < minuteMs) return t`just now`;
  const [days, hours, minutes] = partsOf(ms);
  if (ms < hourMs) return t`${minutes} min ago`;
  if (ms < dayMs) return t`${hours} h ago`;
  if (ms < 7 * dayMs) return t`${days} d ago`;
  return new Date(atMs).toLocaleDateString(regionalLocale(), { dateStyle: "medium" });
}

/** A time of day with seconds, in the browser's zone. */
export function formatClock(iso: string): string {
  return new Date(iso).toLocaleTimeString(regionalLocale(), { timeStyle: "medium" });
}

/** A date with its time of day, in the browser's zone. */
export function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString(regionalLocale());
}

/** A number of tokens: `950`, `12.3k`, `4.1M`; null is said to be unknown. */
export function formatTokens(tokens: number | null): string {
  if (tokens === null) return unknownWord();
  if (tokens < 1_000) return String(tokens);
  if (tokens < 1_000_000) return `${trim(tokens / 1_000)}k`;
  return `${trim(tokens / 1_000_000)}M`;
}

function trim(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0).replace(/\.0$/, "");
}

/** US dollars; below a cent with enough digits to be seen; null is said to be unknown. */
export function formatUsd(usd: number | null): string {
  if (usd === null) return unknownWord();
  if (usd > 0 && usd < 0.0001) return t`under ${"$0.0001"}`;
  if (usd > 0 && usd < 0.01) return `$${usd.toFixed(4)}`;
  return `$${usd.toFixed(2)}`;
}

/** A cost in US dollars; an estimate is marked as one, and so is a sum that lacks what nobody told. */
export function formatCost(cost: {
  costUsd: number | null;
  costEstimated?: boolean;
  costPartial?: boolean;
}): string {
  if (cost.costUsd === null) return unknownWord();
  const words = `${cost.costEstimated ? "≈ " : ""}${formatUsd(cost.costUsd)}`;
  return cost.costPartial ? t`at least ${words}` : words;
}

/** The short form of a commit's id. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 8);
}

const byteUnits = ["", "kB", "MB", "GB", "TB"] as const;

/** A size in bytes: `1 byte`, `512 bytes`, `1.2 kB`, `340 MB`, `2.1 GB`; of a thousand each, as disks are sold. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return plural(bytes, { one: "# byte", other: "# bytes" });
  // What rounds to a thousand belongs to the next unit.
  const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes * 1.0005) / 3));
  return `${trim(bytes / 1_000 ** power)} ${byteUnits[power]}`;
}
