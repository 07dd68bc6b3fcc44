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
  /** Waits until \`release\` is there, then prints what it was told beyond its prompt; done when that was something. */
  attentive: `
    let prompt = "";
    for await (const chunk of process.stdin) prompt += chunk;
    console.log("working");
    await released();
    if (prompt.includes("Mind the median")) console.log("heard: Mind the median\\n<promise>COMPLETE</promise>");`,
} as const;

/** Agents that speak the Agent Client Protocol: what they are able to, and their answers to its requests. */
const acpPrograms = {
  /** Is done, and says so when it goes on with its conversation. */
  remembering: `
    const able = { agentCapabilities: { loadSession: true } };
    let remembers = false;
    const open = () => ({ sessionId: "a-talk" });
    const load = () => {
      remembers = true;
      return {};
    };
    const prompt = () => {
      if (remembers) say("I remember our talk.\\n");
      return done();
    };`,
  /** The same, but every conversation is its first. */
  forgetful: `
    const able = {};
    const open = () => ({ sessionId: "a-talk" });
    const prompt = () => done();`,
  /** Has no login. */
  loggedout: `
    const able = {};
    const open = () => {
      throw { code: -32000, message: "Authentication required" };
    };`,
  /** Does half of the work, then the whole, with a plan, Markdown, an edit and a command; says each time that it is done. */
  thorough: `
    const able = {};
    const open = () => ({ sessionId: "a-talk" });
    const prompt = () => {
      const state = firstTime("thorough") ? "half" : "whole";
      const entry = { content: "Mend the median", priority: "high", status: "in_progress" };
      tell({ sessionUpdate: "plan", entries: [entry] });
      say("It is the **median** of an even list:\\n\\n| list | median |\\n|---|---:|\\n| 1, 2 | 1.5 |\\n");
      const diff = { type: "diff", path: "median.js", oldText: "none\\n", newText: state + "\\n" };
      const edit = { title: "Edit median.js", kind: "edit", status: "completed", content: [diff] };
      writeFileSync("median.js", diff.newText);
      tell({ sessionUpdate: "tool_call", toolCallId: "edit-" + state, ...edit });
      const rawOutput = { output: "\\u001b[31mFAIL\\u001b[39m median of an even list" };
      const run = { title: "node --test", kind: "execute", status: "failed", rawOutput };
      tell({ sessionUpdate: "tool_call", toolCallId: "run-" + state, ...run });
      return done();
    };`,
  /** Its service wants to be left alone for some seconds, once. */
  limited: `
    const able = {};
    const open = () => ({ sessionId: "a-talk" });
    const prompt = () => {
      if (!firstTime("limited")) return done();
      throw { code: 429, message: "Rate limit reached. Please try again in 12s." };
    };`,
} as const;

export type AgentProgram = keyof typeof programs | keyof typeof acpPrograms;

/** One line of JSON a message, as the protocol has it; \`tell\` is what it does, \`say\` its own words. */
const acpFrame = `
  import { createInterface } from "node:readline";
  let sessionId = "";
  const send = (message) => console.log(JSON.stringify({ jsonrpc: "2.0", ...message }));
  const tell = (update) => send({ method: "session/update", params: { sessionId, update } });
  const say = (text) => {
    tell({ sessionUpdate: "agent_message_chunk", content: { type: "text", text } });
  };
  const done = () => {
    say("<promise>COMPLETE</promise>");
    return { stopReason: "end_turn" };
  };
  const answers = {
    initialize: () => ({ protocolVersion: 1, ...able }),
    "session/new": () => open(),
    "session/load": () => load(),
    "session/prompt": () => prompt(),
  };
  createInterface({ input: process.stdin }).on("line", (line) => {
    const { id, method, params } = JSON.parse(line);
    if (id === undefined) return;
    sessionId = params.sessionId ?? sessionId;
    try {
      send({ id, result: answers[method]() });
    } catch (error) {
      send({ id, error });
    }
  });`;

/** The file whose being there lets the waiting agents of this folder end. */
function releaseFile(folder: string): string {
  return join(folder, "release");
}

/** Lets the waiting agents end. */
export async function release(folder: string): Promise<void> {
  await writeFile(releaseFile(folder), "");
}

/** Writes every program to the folder; resolves to the definitions of agents of their names. */
async function writeAgents(folder: string) {
  const common = `
    import { existsSync, writeFileSync } from "node:fs";
    async function released(meanwhile = () => {}) {
      while (!existsSync(${JSON.stringify(releaseFile(folder))})) {
        meanwhile();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    function firstTime(name) {
      const mark = ${JSON.stringify(join(folder, "mark-"))} + name;
      if (existsSync(mark)) return false;
      writeFileSync(mark, "");
      return true;
    }`;
  const write = async (id: string, protocol: "acp" | "command", program: string) => {
    const path = join(folder, `${id}.mjs`);
    await writeFile(path, `${common}\n${program}\n`);
    const name = id[0]?.toUpperCase() + id.slice(1);
    return { id, name, protocol, command: [process.execPath, path] };
  };
  return Promise.all([
    ...Object.entries(programs).map(([id, program]) => write(id, "command", program)),
    ...Object.entries(acpPrograms).map(([id, program]) => write(id, "acp", program + acpFrame)),
  ]);
}

/** Defines every program as an agent of its name. */
export async function defineAgents(server: SignalboxServer, folder: string): Promise<void> {
  await server.client.settings.update.mutate({ agents: await writeAgents(folder) });
}

/** Starts a session with one of the programs on the repository; resolves to the session's id. */
export async function startSession(
  server: SignalboxServer,
  options: {
    repositoryId: string;
    agent: AgentProgram;
    name: string;
    maxIterations?: number;
    checks?: { name: string; command: string }[];
  },
): Promise<string> {
  const { repositoryId, agent, name, maxIterations, checks } = options;
  const session = await server.client.sessions.create.mutate({ repositoryId, agent, name });
  await server.client.runs.start.mutate({
    sessionId: session.id,
    prompt: "Do what you do",
    budget: { maxIterations },
    checks,
  });
  return session.id;
}
