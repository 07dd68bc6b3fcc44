import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAgentVariables } from "./agent-env.ts";
import { runSpecSchema, type RunSpecInput } from "./spec.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const spec: RunSpecInput = {
  version: 1,
  runId: "r",
  sessionId: "s",
  number: 1,
  orchestrator: "ralph",
  agent: "mine",
  agentDefinitions: [
    {
      id: "mine",
      name: "Mine",
      protocol: "command",
      command: ["true"],
      env: { MODE: "definition", PLACE: "here", ONE_KEY: null },
    },
  ],
  agentOptions: { env: { MODE: "session", OTHER_KEY: null } },
  prompt: "p",
  budget: { maxIterations: 1, maxDurationMs: null, maxCostUsd: null },
  checks: [],
  worktreePath: "/nowhere",
  branch: "b",
  baseCommit: "c",
};

async function readWith(secrets: string | null) {
  const file = join(await temporaryFolder(), "secrets.json");
  if (secrets !== null) await writeFile(file, secrets);
  return readAgentVariables(runSpecSchema.parse({ ...spec, secrets: { file } }));
}

const plain = { MODE: "session", PLACE: "here" };

test("the session's variables go before the agent's, and so do its secrets", async () => {
  const values = {
    "agent:mine": { ONE_KEY: "of the agent", OTHER_KEY: "of the agent" },
    "session:s": { OTHER_KEY: "of the session" },
    "agent:other": { ELSE_KEY: "no" },
    "session:t": { ELSE_KEY: "no" },
  };
  expect(await readWith(JSON.stringify({ version: 1, values }))).toEqual({
    plain,
    secret: { ONE_KEY: "of the agent", OTHER_KEY: "of the session" },
    missing: [],
    problem: null,
  });
});

test("secrets that nobody stored are named", async () => {
  const missing = ["ONE_KEY", "OTHER_KEY"];
  expect(await readWith(null)).toEqual({ plain, secret: {}, missing, problem: null });
  expect(await readAgentVariables(runSpecSchema.parse(spec))).toMatchObject({ missing });
});

test.each(["", "{", '{"version":1,"values":{"agent:mine":{"ONE_KEY":"hidden"}}', '{"version":2}'])(
  "a damaged file of secrets %j is a problem that quotes nothing of it",
  async (damaged) => {
    const { problem } = await readWith(damaged);
    expect(problem).toBe("The file of secrets is damaged.");
  },
);
