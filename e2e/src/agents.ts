import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SignalboxServer } from "./server.ts";

/** Programs that behave as an agent at its worst, or wait until the test lets them go on. */
const programs = {
  /** Works until `release` is there, then says that it is done. */
  patient: `
    console.log("working");
    await released();
    console.log("<promise>COMPLETE</promise>");`,
  /** Takes no signal for an answer. */
  stubborn: `
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
    console.log("deaf");
    setInterval(() => {}, 1_000);`,
  /** Cannot do anything. */
  failing: `
    console.error("You are not logged in.");
    process.exitCode = 1;`,
  /** Says a lot and changes nothing. */
  talkative: `
    console.log("Nothing to do.");`,
  /** Prints faster than anybody reads, then a line at a time until \`release\` is there. */
  flooding: `
    console.log(Array.from({ length: 20_000 }, (_, index) => "line " + (index + 1)).join("\\n"));
    await released(() => console.log("tick"));
    console.log("<promise>COMPLETE</promise>");`,
} as const;

export type AgentProgram = keyof typeof programs;

/** The file whose being there lets the waiting agents of this folder end. */
function releaseFile(folder: string): string {
  return join(folder, "release");
}

/** Lets the waiting agents end. */
export async function release(folder: string): Promise<void> {
  await writeFile(releaseFile(folder), "");
}

/** Defines every program as a command agent of its name; the programs are written to the folder. */
export async function defineAgents(server: SignalboxServer, folder: string): Promise<void> {
  const released = `
    import { existsSync } from "node:fs";
    async function released(meanwhile = () => {}) {
      while (!existsSync(${JSON.stringify(releaseFile(folder))})) {
        meanwhile();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }`;
  const agents = await Promise.all(
    Object.entries(programs).map(async ([id, program]) => {
      const path = join(folder, `${id}.mjs`);
      await writeFile(path, `${released}\n${program}\n`);
      const name = id[0]?.toUpperCase() + id.slice(1);
      return { id, name, protocol: "command" as const, command: [process.execPath, path] };
    }),
  );
  await server.client.settings.update.mutate({ agents });
}

/** Starts a session with one of the programs on the repository; resolves to the session's id. */
export async function startSession(
  server: SignalboxServer,
  options: { repositoryId: string; agent: AgentProgram; name: string; maxIterations?: number },
): Promise<string> {
  const { repositoryId, agent, name, maxIterations } = options;
  const session = await server.client.sessions.create.mutate({ repositoryId, agent, name });
  await server.client.runs.start.mutate({
    sessionId: session.id,
    prompt: "Do what you do",
    budget: { maxIterations },
  });
  return session.id;
}
