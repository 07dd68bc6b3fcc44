import { fileURLToPath } from "node:url";
import {
  createTestApi,
  makeRepository,
  runCommand,
  testAgent,
  type TestApi,
} from "@signalbox/api/testing";
import { afterEach, beforeEach, expect, test } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));
let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});

afterEach(() => api.close());

/** Run the example as its readers would: a program of its own, with the server's address and token. */
function runExample(args: string[], token = api.app.token) {
  return runCommand({
    command: [process.execPath, "--import", "tsx", "run-to-end.ts", ...args],
    cwd: here,
    env: { PATH: process.env.PATH, SIGNALBOX_URL: api.app.url, SIGNALBOX_TOKEN: token },
    timeoutMs: 60_000,
  });
}

test("the example runs a session to its end and tells the outcome", async () => {
  await api.client.settings.update.mutate({
    agents: [testAgent("three-iterations")],
    defaultAgent: "three-iterations",
  });
  const repository = await makeRepository(api.scratch);
  const { stdout, exitCode } = await runExample([repository, "Do it", "test -f work-3.txt"]);
  const lines = stdout.trimEnd().split("\n");
  expect(lines[0]).toBe("1 run.started");
  expect(lines.at(-2)).toMatch(/^\d+ run\.ended$/);
  expect(lines.at(-1)).toBe(
    "completed (completed) after 3 iterations on branch signalbox/session-1",
  );
  expect(exitCode).toBe(0);
});

test("the example tells what to do when something is not right", async () => {
  const missing = await runExample([`${api.scratch}/nowhere`, "Do it"]);
  expect(missing).toMatchObject({ exitCode: 1 });
  expect(missing.stderr).toContain("Check the spelling.");
  const locked = await runExample([`${api.scratch}/nowhere`, "Do it"], "wrong");
  expect(locked).toMatchObject({ exitCode: 1 });
  expect(locked.stderr).toContain("token");
});
