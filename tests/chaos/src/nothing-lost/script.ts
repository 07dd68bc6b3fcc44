import * as fc from "fast-check";
import { fileURLToPath } from "node:url";
import { runCommand } from "@signalbox/api/testing";
import type { AgentDefinition } from "@signalbox/shared";

export const files = ["a.txt", "b.txt", "folder/c.txt", "folder/d\ne.txt", "folder", "new ü.txt"];

const program = fileURLToPath(new URL("../agents/scripted.mjs", import.meta.url));

export const scriptedAgent: AgentDefinition = {
  id: "scripted",
  name: "Scripted",
  protocol: "command",
  command: [process.execPath, program],
};

/** What an agent, or a person by hand, does in a folder: `agents/scripted.mjs`. */
export type Script = { act: string; file: string; text: string }[];

const edits = ["write", "editLine", "editLine", "binary", "link", "executable", "remove", "rename"];
const always = [...edits, "write", "ignored", "add", "commit"];
const unruly = ["detach", "detachBack", "renameBranch", "newBranch", "resetBack", "hide", "skip"];

function scriptOf(acts: string[]): fc.Arbitrary<Script> {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "c", "d", "e"),
    minLength: 1,
    maxLength: 6,
  });
  const act = fc.record({
    act: fc.constantFrom(...acts),
    file: fc.constantFrom(...files),
    text,
  });
  return fc.array(act, { minLength: 1, maxLength: 6 });
}

/** Commits beside the branch, which nothing but a head and a reflog name. */
const besideBranch = scriptOf(["write"]).map((script): Script => {
  const { file, text } = script[0] ?? { file: "a.txt", text: "a" };
  return [{ act: "detachBack", file, text }].concat(script, { act: "commit", file, text });
});

/** Work in a session's worktree, of all kinds that an agent is capable of. */
export const workScript = fc.oneof(
  { weight: 4, arbitrary: scriptOf([...always, ...always, ...unruly]) },
  { weight: 1, arbitrary: besideBranch },
);

/** Work of the person in the own checkout. */
export const ownScript = scriptOf(always);

/** The script as a prompt for the agent. */
export function promptOf(script: Script): string {
  return `Do this.\nSCRIPT ${JSON.stringify(script)}`;
}

/** Does it by hand. */
export async function act(folder: string, script: Script, env: NodeJS.ProcessEnv): Promise<void> {
  await runCommand({ command: scriptedAgent.command, cwd: folder, env, input: promptOf(script) });
}
