import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import { demoAgentId, type Session } from "@signalbox/shared";
import { createApp, type App } from "./app.ts";
import { createSocketClient } from "./demo/client.ts";
import { Narrator } from "./demo/narrator.ts";
import { readEnvironment } from "./env.ts";
import { packageVersion } from "./places.ts";

const prompt = "Make every failing test pass, one function at a time.";
const checks = [{ name: "tests", command: "npm test" }];

/** The main job without a page: the sample repository, Ralph and the demo agent, watched in the terminal. */
async function demo(): Promise<number> {
  const environment = readEnvironment();
  // A folder of its own: a demo must not mix with the person's sessions, nor need their server to be stopped.
  const home = await mkdtemp(path.join(os.tmpdir(), "signalbox-demo-"));
  const app = await createApp({
    ...environment,
    home,
    host: "127.0.0.1",
    port: 0,
    publicUrl: null,
    webDirectory: null,
    version: await packageVersion(),
  });
  try {
    return await runToEnd(app);
  } finally {
    await app.close();
    say(`All of this demo's data is in ${home}\nRemove it with: rm -rf ${home}`);
  }
}

async function runToEnd(app: App): Promise<number> {
  const { client, close } = createSocketClient(app);
  const repository = await client.repositories.createSample.mutate();
  const session = await client.sessions.create.mutate({
    repositoryId: repository.id,
    name: "Make the sample's tests pass",
    agent: demoAgentId,
  });
  say(`Sample repository: ${repository.path}\nWorktree: ${session.worktreePath}`);
  say(
    `Orchestrator: ${session.orchestrator}. Agent: demo (scripted, no model).\nPrompt: ${prompt}`,
  );
  const run = await client.runs.start.mutate({ sessionId: session.id, prompt, checks });
  const narrator = new Narrator((text) => process.stdout.write(text));
  const stop = () => void client.runs.stop.mutate({ runId: run.id }).catch(() => {});
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  await new Promise<void>((resolve, reject) => {
    client.runs.onEvents.subscribe(
      { runId: run.id },
      {
        onData: ({ data }) => {
          for (const event of data) narrator.tell(event);
        },
        onComplete: resolve,
        onError: reject,
      },
    );
  });
  const { reason } = await client.runs.get.query({ id: run.id });
  await close();
  say(await commitsOf(session));
  if (reason === "stopped") return 130;
  return reason === "completed" ? 0 : 1;
}

async function commitsOf({ worktreePath, baseCommit }: Session): Promise<string> {
  const range = `${baseCommit}..HEAD`;
  const { stdout } = await runGit(["log", "--oneline", "--reverse", range], { cwd: worktreePath });
  return `\nCommits made:\n${stdout.trimEnd().replaceAll(/^/gm, "  ")}\n\nSee the whole diff:\n  git -C ${worktreePath} diff ${range}\n`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await demo();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
