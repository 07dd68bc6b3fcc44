import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Event } from "@signalbox/shared";
import { createJournal } from "./journal/writer.ts";
import { createRedactor } from "./redact/redactor.ts";
import type { SecretsFile } from "./secrets.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";
import { endOf, eventsOf, newTestRun, runToEnd, type TestRun } from "./testing/test-run.ts";

const promise = "<promise>COMPLETE</promise>";
const key = 'sk-"quoted"-1234567890';
const token = "tok-abcdefghij-0987654321";
const inherited = "inherited-secret-value";

/** A run whose agent has two secrets; `agent` is its script. */
function newSecretRun(agent: string, checks: { name: string; command: string }[] = []) {
  return newTestRun({
    agent: `cat > /dev/null; ${agent}`,
    checks,
    spec: (root) => ({ secrets: { file: join(root, "secrets.json") } }),
    prepare: async (root) => {
      const values = { "agent:fixture": { API_KEY: key }, "session:session-1": { A_TOKEN: token } };
      const secrets: SecretsFile = { version: 1, values };
      await writeFile(join(root, "secrets.json"), JSON.stringify(secrets), { mode: 0o600 });
    },
  });
}

/** Every file of a run's folder. */
async function filesOf(run: TestRun): Promise<string> {
  const names = await readdir(run.folder);
  const texts = await Promise.all(names.map((name) => readFile(join(run.folder, name), "utf8")));
  return texts.join("\n");
}

const textsOf = (events: Event[]) => eventsOf(events, "output").map((event) => event.text);

test("the agent has its secrets, the checks do not, and no file of the run does", async () => {
  const run = await newSecretRun(
    `printf '%s\\n' "$API_KEY" > ../key; echo "$A_TOKEN" > ../token
printf 'key=%s!\\n' "$API_KEY"; echo "plain"; echo "bad $A_TOKEN" >&2; echo "$OTHER_PASSWORD"
printf '{"key":"%s"}\\n' 'sk-\\"quoted\\"-1234567890'; echo '${promise}'`,
    [{ name: "without", command: 'echo "check $OTHER_PASSWORD"; test -z "$API_KEY$A_TOKEN"' }],
  );
  await run.start({ OTHER_PASSWORD: inherited });
  const events = await run.end();
  expect(endOf(events).reason).toBe("completed");
  expect(await readFile(join(run.worktree, "../key"), "utf8")).toBe(`${key}\n`);
  expect(await readFile(join(run.worktree, "../token"), "utf8")).toBe(`${token}\n`);
  expect(textsOf(events).filter((text) => text !== "bad [redacted A_TOKEN]")).toEqual([
    "key=[redacted API_KEY]!",
    "plain",
    "[redacted OTHER_PASSWORD]",
    '{"key":"[redacted API_KEY]"}',
    promise,
  ]);
  expect(textsOf(events)).toContain("bad [redacted A_TOKEN]");
  expect(eventsOf(events, "check")[0]?.output).toBe("check [redacted OTHER_PASSWORD]\n");
  const files = await filesOf(run);
  for (const secret of [key, JSON.stringify(key).slice(1, -1), token, inherited]) {
    expect(files.includes(secret)).toBe(false);
  }
  expect((await stat(join(run.folder, "journal.ndjson"))).mode & 0o777).toBe(0o600);
});

test("in a flood of lines each one with a secret is redacted, and the others stay", async () => {
  const run = await newSecretRun(
    `awk 'BEGIN { for (i = 0; i < 30000; i++) print i, (i % 1000 == 999 ? ENVIRON["A_TOKEN"] : "x") }'; echo '${promise}'`,
  );
  await run.start();
  const texts = textsOf(await run.end());
  expect(texts.slice(0, -1)).toEqual(
    Array.from({ length: 30_000 }, (_, line) =>
      line % 1000 === 999 ? `${line} [redacted A_TOKEN]` : `${line} x`,
    ),
  );
  expect((await filesOf(run)).includes(token)).toBe(false);
});

test("a secret where a long text is cut to fit its record is not left by half", async () => {
  const path = join(await temporaryFolder(), "journal.ndjson");
  const fail = (error: Error) => {
    throw error;
  };
  const journal = createJournal(path, fail, { redactor: createRedactor([["A_TOKEN", token]]) });
  const text = "x".repeat(65_530) + token + "y".repeat(1_048_576);
  journal.append({ type: "agent.message", iteration: 1, messageId: "1", kind: "message", text });
  journal.close();
  const record = await readFile(path, "utf8");
  expect(record.includes(token.slice(0, 5))).toBe(false);
  expect(record.includes("more characters were cut")).toBe(true);
});

test("a damaged file of secrets ends the run with the reason, before the agent is started", async () => {
  const run = await newSecretRun("true");
  await run.write(
    "../secrets.json",
    `{"version":1,"values":{"agent:fixture":{"API_KEY":"${token}"`,
  );
  await run.start();
  const events = await run.end();
  expect(events.map((event) => event.type)).toEqual(["run.started", "run.ended"]);
  expect(endOf(events)).toMatchObject({
    reason: "error",
    message: "The file of secrets is damaged.",
  });
  expect((await filesOf(run)).includes(token)).toBe(false);
});

test("a secret that nobody stored is said, and the agent runs without it", async () => {
  const { events } = await runToEnd({
    agent: `echo "[$API_KEY]"; echo '${promise}'`,
    spec: { agentOptions: { env: { API_KEY: null, MODE: "fast" } } },
  });
  expect(eventsOf(events, "notice").map((notice) => notice.message)).toEqual([
    "The value of API_KEY is not stored: the agent runs without it.",
  ]);
  expect(textsOf(events)[0]).toBe("[]");
});
