import { stripVTControlCharacters } from "node:util";
import type { ProblemCategory } from "@signalbox/shared";
import { cutEnd } from "./bounds.ts";
import type { TurnProblem } from "./contract.ts";
import type { ProblemMark } from "./updates.ts";

/** What of an agent the help about its problems needs. */
export interface ProblemAgent {
  name: string;
  /** What a person does to log in. */
  loginHelp: readonly string[];
}

/** Longer words of an agent about its problem are a dump that nobody reads. */
const maxMessageLength = 1_000;

/** Words that tell more than the HTTP status: services answer 429 also when the allowance of a month is used up, and 400 for nearly everything. */
const tellingWords: readonly (readonly [ProblemCategory, RegExp])[] = [
  ["rate_limit", /per.?minute|per.?second/i],
  [
    "quota",
    /insufficient_quota|usage.?limit|credit balance|billing|out of credits|(exceeded|exhausted) your \w* ?quota|hit your limit|per.?day|daily (limit|quota)|hour limit|weekly limit/i,
  ],
  [
    "context",
    /(prompt|input|conversation) is too (long|large)|context.?(length|window|overflow)|context exceeds|maximum context|exceeds the (context|maximum number of tokens)/i,
  ],
  ["auth", /api.?key (not valid|is invalid)|invalid.{0,12}api.?key|invalid_api_key/i],
];

const plainWords: readonly (readonly [ProblemCategory, RegExp])[] = [
  ["rate_limit", /rate.?limit|too many requests|resource_exhausted/i],
  [
    "auth",
    /unauthori[sz]ed|authenticat|forbidden|not logged in|log ?in\b|sign in|oauth token|an auth method|no api.?key|api.?key.{0,30}(missing|not (set|found)|required)|credentials/i,
  ],
  [
    "network",
    /overloaded|high demand|(server|service) error|server_error|bad gateway|unavailable|\bE(CONN\w+|NOTFOUND|AI_AGAIN|TIMEDOUT|PIPE)\b|fetch failed|network|stream (was )?(disconnected|closed|cut)|terminated|socket|connection|time[ds]? ?out|premature/i,
  ],
  ["permission", /permission|not permitted|not allowed/i],
];

/** Why a turn has this problem: from the agent's own type, the words that tell most, the HTTP status, then any words. */
export function categoryOf({ category, status, message }: ProblemMark): ProblemCategory {
  const words = message.slice(0, maxMessageLength);
  const told = (table: typeof plainWords) => table.find(([, pattern]) => pattern.test(words))?.[0];
  return (
    category ??
    told(tellingWords) ??
    categoryOfStatus(status ?? statusIn(words)) ??
    told(plainWords) ??
    "other"
  );
}

function categoryOfStatus(status: number | null): ProblemCategory | null {
  if (status === 401 || status === 403) return "auth";
  if (status === 402) return "quota";
  if (status === 413) return "context";
  if (status === 429) return "rate_limit";
  return status === 408 || (status !== null && status >= 500 && status < 600) ? "network" : null;
}

/** An HTTP status of an error in words: at the beginning, or behind a word that says what it is. */
function statusIn(words: string): number | null {
  const match = /(?:^\s*|\b(?:status|code|error|http)\W{1,4})([45]\d\d)\b/i.exec(words);
  return match === null ? null : Number(match[1]);
}

const unitMs: Readonly<Record<string, number>> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};
const duration = String.raw`(?:\d+(?:\.\d+)?\s?(?:ms|d|h|m|s)[a-z]*[\s,]*(?:and\s)?)+`;
const durationPattern = new RegExp(
  `(?:again|retry\\w*|resets?|wait)\\W{0,4}(?:(?:in|after|for)\\s)?"?(${duration})`,
  "i",
);
const timePattern =
  /reset\w*\W{0,3}(?:at|on)?\s?(\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:\d\d))|limit reached\|(\d{10})\b/i;

/** How long (ms) words ask to wait: a duration, or a time that names its zone; null when they do not. */
export function waitIn(message: string, nowMs: number): number | null {
  const words = message.slice(0, maxMessageLength);
  const parts = durationPattern.exec(words)?.[1]?.matchAll(/(\d+(?:\.\d+)?)\s?(ms|d|h|m|s)/gi);
  if (parts !== undefined) {
    const sum = [...parts].reduce(
      (sum, [, value, unit = ""]) => sum + Number(value) * (unitMs[unit.toLowerCase()] ?? 1),
      0,
    );
    return Math.ceil(sum);
  }
  const [, time, epochSeconds] = timePattern.exec(words) ?? [];
  const untilMs = time === undefined ? Number(epochSeconds) * 1000 : Date.parse(time);
  return Number.isFinite(untilMs) ? Math.max(0, untilMs - nowMs) : null;
}

/** What a person can do about a problem. */
export function helpFor(category: ProblemCategory, agent: ProblemAgent): string[] {
  const help: Record<ProblemCategory, readonly string[]> = {
    auth: [
      ...agent.loginHelp,
      `Then look at ${agent.name} on the page of agents, and start again.`,
    ],
    rate_limit: ["Wait a little: a run tries again by itself."],
    quota: [`Wait until the allowance is renewed, or choose another model or agent.`],
    network: [
      "Look whether this computer reaches the model's service, and whether the service is up.",
    ],
    context: ["Make the task smaller, or choose a model that takes in more at once."],
    permission: [`Look at the permissions in the settings of ${agent.name}.`],
    crash: [`Test ${agent.name} on the page of agents: it shows what its program prints.`],
    no_output: ["If it needs more time, raise the limit of silence in the settings."],
    other: [],
  };
  return [...help[category]];
}

/** A problem as the driver and a person get it. */
export function toProblem(mark: ProblemMark, agent: ProblemAgent): TurnProblem {
  const message = stripVTControlCharacters(cutEnd(mark.message.trim(), maxMessageLength));
  const category = categoryOf({ ...mark, message });
  const waitMs = mark.retryAfterMs ?? waitIn(message, Date.now());
  return {
    category,
    message: message.replaceAll("\0", ""),
    help: helpFor(category, agent),
    retryAfterMs: waitMs !== null && waitMs <= Number.MAX_SAFE_INTEGER ? Math.ceil(waitMs) : null,
  };
}
