import { msg } from "@lingui/core/macro";
import type { EventType } from "@signalbox/shared";

/** The kinds of events as a person chooses them; each stands for some types. */
export const eventKinds = {
  messages: { word: msg`Messages`, types: ["agent.message", "run.started"] },
  tools: { word: msg`Tool calls`, types: ["agent.tool"] },
  output: { word: msg`Output`, types: ["output"] },
  checks: { word: msg`Checks`, types: ["check", "setup"] },
  plan: { word: msg`Plan`, types: ["agent.plan"] },
  changes: { word: msg`Checkpoints`, types: ["checkpoint"] },
  guidance: { word: msg`Your guidance`, types: ["guidance"] },
  notices: { word: msg`Notices and ends`, types: ["notice", "iteration.ended", "run.ended"] },
} as const satisfies Record<string, { word: unknown; types: readonly EventType[] }>;

export type EventKind = keyof typeof eventKinds;
export const allEventKinds: readonly EventKind[] = [
  "messages",
  "tools",
  "output",
  "checks",
  "plan",
  "changes",
  "guidance",
  "notices",
];

/** Some kinds as they stand in the address: `tools.checks`; null when it says nothing that is known. */
export function kindsOfText(text: string | undefined): ReadonlySet<EventKind> | null {
  const told = (text ?? "").split(".");
  const known = allEventKinds.filter((kind) => told.includes(kind));
  return known.length === 0 ? null : new Set(known);
}

/** What the address says of some kinds, in one order; undefined for all of them. */
export function textOfKinds(kinds: ReadonlySet<EventKind> | null): string | undefined {
  if (!kinds || kinds.size === 0 || kinds.size === allEventKinds.length) return undefined;
  return allEventKinds.filter((kind) => kinds.has(kind)).join(".");
}

/** The types of events of some kinds; null for all. */
export function typesOfKinds(kinds: ReadonlySet<EventKind> | null): Set<EventType> | null {
  return kinds && new Set([...kinds].flatMap((kind) => eventKinds[kind].types));
}
