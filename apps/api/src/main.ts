import { DatabaseError } from "@signalbox/db";
import { ZodError } from "zod";
import { createApp } from "./app.ts";
import { errorCode } from "./error-code.ts";
import { setEngineFlags } from "./engine-flags.ts";
import { readEnvironment, type ServerEnvironment } from "./env.ts";
import { packageVersion, webDirectory } from "./places.ts";
import { isLoopback } from "./security/addresses.ts";
import { readServerFile } from "./server-file.ts";

/** The composition root: the environment becomes options, and one process serves until it is told to stop. */
async function main(): Promise<void> {
  setEngineFlags();
  await serve(readEnvironment());
}

async function serve(environment: ServerEnvironment): Promise<void> {
  if (!isLoopback(environment.host) && environment.publicUrl === null) {
    throw new StartError(`Signalbox does not serve on ${environment.host}.`, [
      "Anyone who reaches it can run programs here. Leave SIGNALBOX_HOST out to serve this machine alone.",
      "Or put a proxy that terminates TLS in front and say so: SIGNALBOX_PUBLIC_URL=https://…",
    ]);
  }
  const app = await createApp({
    ...environment,
    webDirectory: await webDirectory(),
    version: await packageVersion(),
  }).catch(async (error: unknown) => {
    throw await withTheOtherServer(error, environment.home);
  });
  for (const name of app.migrations.applied) say(`Database: applied the migration ${name}.`);
  for (const name of app.migrations.recorded) {
    say(`Database: ${name} was there already and is now recorded.`);
  }
  // Before it says that it is ready: whoever waits for that may stop it at once.
  stopOnSignals(() => app.close());
  say(`Signalbox is ready at ${app.newLink()}`);
}

/** When another server has the data folder: say also where that one is. */
async function withTheOtherServer(error: unknown, home: string): Promise<unknown> {
  if (!(error instanceof DatabaseError) || error.code !== "HOME_IN_USE") return error;
  const other = await readServerFile(home);
  if (other === null) return error;
  return new StartError(error.message, [
    `It is at ${other.url} (process ${other.pid}).`,
    ...error.help,
  ]);
}

/** A start that cannot go on: said to the person without a stack trace. */
class StartError extends Error {
  override readonly name = "StartError";
  readonly help: string[];

  constructor(message: string, help: string[]) {
    super(message);
    this.help = help;
  }
}

function stopOnSignals(close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    // Asked twice: the person does not want to wait.
    if (stopping) process.exit(130);
    stopping = true;
    say("Stopping the server; runs go on.");
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof StartError || error instanceof DatabaseError) {
    return [error.message, ...error.help.map((step) => `  - ${step}`)].join("\n");
  }
  if (error instanceof ZodError) {
    const issues = error.issues.map((issue) => `  - ${issue.path.join(".")}: ${issue.message}`);
    return ["The environment is not right:", ...issues].join("\n");
  }
  if (errorCode(error) === "EADDRINUSE") {
    return "The port is taken by another program.\n  - Choose another one: SIGNALBOX_PORT=4871 (0 takes any free port).";
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch(fail);
