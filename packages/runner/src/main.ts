import { readAgentVariables } from "./agent-env.ts";
import { becomeDeaf, openControl } from "./control.ts";
import { createGuidanceQueue } from "./guidance.ts";
import { createJournal } from "./journal/writer.ts";
import { heartbeatMs, recordSelf, touchHeartbeat } from "./liveness.ts";
import { runFolder } from "./run-folder.ts";
import { runStartedEvent } from "./run-started.ts";
import { readRunSpec } from "./spec.ts";
import { createRedactor, type Redactor } from "./redact/redactor.ts";
import { secretsIn } from "./secrets.ts";
import { createStopControl } from "./stop.ts";

/** For all that is written: at first it knows only what this process was started with, and the agents inherit. */
let redactor: Redactor = createRedactor(secretsIn(process.env));

/** The runner program: `node main.js <run folder>`. Owns one run from start to end and needs no server. */
async function main(folder: string): Promise<void> {
  const spec = await readRunSpec(folder);
  const agentVariables = await readAgentVariables(spec);
  redactor = createRedactor([...Object.entries(agentVariables.secret), ...secretsIn(process.env)]);
  const control = createStopControl();
  let onDefect: (error: Error) => void = () => {};
  const defect = new Promise<Error>((resolve) => {
    onDefect = resolve;
  });
  // A run is started once: this throws when there is a journal already, before anything else is touched.
  const files = runFolder(folder);
  const journal = createJournal(files.journal, (error) => onDefect(error), {
    maxBytes: spec.limits?.maxJournalBytes,
    reservePath: files.reserve,
    redactor,
  });
  journal.append(runStartedEvent(spec));
  await recordSelf(folder);

  process.on("uncaughtException", (error) => {
    report(error);
    onDefect(error);
  });
  process.on("SIGTERM", () => control.stop());
  process.on("SIGINT", () => control.stop());
  process.on("SIGHUP", () => {});

  const queue = createGuidanceQueue();
  const inbox = await openControl(folder, (request) => {
    if (request.type === "guidance") queue.push(request.text);
    else if (request.force) control.kill();
    else control.stop();
  });
  const heartbeat = setInterval(() => {
    // Nobody can see or stop such a run any more.
    if (journal.isDeleted()) onDefect(new Error("The run's folder was deleted."));
    void touchHeartbeat(folder);
    void inbox.check();
  }, heartbeatMs);
  void touchHeartbeat(folder);

  try {
    // Loaded only now: the protocols of all agents take longer than everything before, and people wait for the first event.
    const { executeRun } = await import("./run.ts");
    const guidance = {
      listen: queue.listen,
      check: () => inbox.check(),
      async close() {
        await becomeDeaf(folder);
        await inbox.check();
      },
    };
    const { env } = process;
    await executeRun({ spec, journal, control, env, agentVariables, guidance, defect });
  } finally {
    clearInterval(heartbeat);
    inbox.close();
    journal.close();
  }
}

/** Tells the log; a log that cannot be written to must not end a run. */
function report(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${new Date().toISOString()} ${redactor.text(text)}\n`);
}

for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const [, , folder] = process.argv;
if (folder === undefined) {
  process.stderr.write("usage: main.js <run folder>\n");
  process.exit(2);
}
main(folder).then(
  // What a forgotten handle holds open must not keep a finished run's process alive.
  () => process.exit(0),
  (error: unknown) => {
    report(error);
    process.exit(1);
  },
);
