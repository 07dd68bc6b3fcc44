import { TRPCClientError } from "@trpc/client";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Memory } from "./nothing-lost/memory.ts";
import { differences, readPersonsOwn } from "./nothing-lost/persons-own.ts";
import { createPlay, type Play } from "./nothing-lost/play.ts";
import { kinds, sequences, type Step } from "./nothing-lost/steps.ts";
import { scale } from "./scale.ts";

test.each(scale.lostSeeds)(
  `whatever is done in ${scale.lostSteps} steps (seed %i), nothing that anybody committed or left in a worktree is lost, and the person's own stays`,
  async (seed) => {
    await fc.assert(fc.asyncProperty(sequences(scale.lostSteps), playThrough), {
      seed,
      numRuns: 1,
      // A smaller sequence would take as long again, many times.
      endOnFailure: true,
    });
  },
);

async function playThrough(steps: Step[]): Promise<void> {
  const play = await createPlay();
  try {
    const memory = new Memory(play.repository);
    const told: string[] = [];
    await memory.remember(await play.worktrees());
    for (const step of steps) {
      await play.turn(step.picks.at(-1) ?? 0);
      const before = await readPersonsOwn(play.repository);
      const outcome = await take(play, step);
      told.push(`${step.name} (${outcome})${scriptOf(step)}`);
      const worktrees = await play.worktrees();
      // What is done by hand in a worktree is its owner's doing, also when something goes with it.
      if (step.name in kinds.hand) await memory.forgetLost(worktrees);
      expect(await memory.lost(worktrees), told.join("\n")).toEqual([]);
      const after = await readPersonsOwn(play.repository);
      const found = differences(before, after, play.landedInto);
      expect(step.name in kinds.person ? [] : found, told.join("\n")).toEqual([]);
      await memory.remember(worktrees);
    }
  } finally {
    await play.close();
  }
}

/** Does a step; gives "done", or the code of what was refused. @throws what is no refusal */
async function take(play: Play, step: Step): Promise<string> {
  const picks = [...step.picks];
  const pick = <Item>(items: readonly Item[]) => items[(picks.shift() ?? 0) % items.length];
  play.landedInto = null;
  const doing = { ...kinds.person, ...kinds.hand, ...kinds.signalbox }[step.name];
  try {
    await doing?.(play, { ...step, pick });
    return "done";
  } catch (error) {
    if (error instanceof TRPCClientError && error.data?.domain) {
      return `${error.data.domain.code}: ${error.message.slice(0, 120)}`;
    }
    throw error;
  }
}

function scriptOf({ name, own, work }: Step): string {
  if (name === "edits") return ` ${JSON.stringify(own)}`;
  return name === "run" || name === "worksInWorktree" ? ` ${JSON.stringify(work)}` : "";
}
