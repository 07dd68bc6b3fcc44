import { demoAgentId, type Check } from "@signalbox/shared";

/** What the new-session form holds for the sample repository: enough to press one button. */
export const samplePreset: { agent: string; prompt: string; checks: Check[] } = {
  agent: demoAgentId,
  prompt: "Make every failing test pass, one function at a time.",
  checks: [{ name: "tests", command: "npm test" }],
};
