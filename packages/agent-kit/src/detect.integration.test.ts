import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { detectCommand, detectProgram } from "./detect.ts";
import type { AgentProgram } from "./program.ts";
import { installScript, temporaryFolder } from "./testing/hosts.ts";

const program: AgentProgram = {
  name: "parrot",
  npmPackage: "@signalbox/parrot",
  minVersion: "3.0.0",
  login: {
    env: ["PARROT_KEY"],
    files: ["${PARROT_HOME:-~/.parrot}/login.json"],
    maybe: ["~/.parrot.toml"],
    help: ["Run `parrot login`."],
  },
};

/** A host with a parrot that prints what the script says when it is asked for its version. */
async function hostWith(script: string, env: Record<string, string> = { PARROT_KEY: "k" }) {
  const folder = await temporaryFolder();
  const path = await installScript(folder, "parrot", script);
  return { path, folder, env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder, ...env } };
}
const detect = ({ env }: { env: Record<string, string> }, path: string | null = null) =>
  detectProgram("Parrot", program, { env, program: path });

test("a program is found on the PATH with its version and login", async () => {
  const host = await hostWith("echo parrot-cli 3.2.1");
  expect(await detect(host)).toEqual({
    available: true,
    version: "3.2.1",
    reason: null,
    help: [],
    path: host.path,
    login: "yes",
  });
});

test("a missing program is told with the command that installs it", async () => {
  const { env } = await hostWith("true");
  expect(await detect({ env: { ...env, PATH: "/nowhere" } })).toMatchObject({
    available: false,
    reason: "The program parrot was not found on this computer.",
    help: ["Install it: npm install -g @signalbox/parrot", expect.any(String)],
    path: null,
  });
  expect(await detect({ env }, "/no/parrot")).toMatchObject({
    available: false,
    reason: "There is no program at /no/parrot.",
  });
});

test("a program at the path of the options goes before the one on the PATH", async () => {
  const [one, other] = [await hostWith("echo 3.1.0"), await hostWith("echo 3.9.0")];
  expect(await detect(one, other.path)).toMatchObject({ version: "3.9.0", path: other.path });
});

test.each([
  ["echo 2.9.9", "Parrot 2.9.9 is too old: Signalbox needs 3.0.0 or newer.", "2.9.9"],
  ["echo no such library >&2; exit 1", "does not work: no such library", null],
])("%j cannot be used: %s", async (script, reason, version) => {
  expect(await detect(await hostWith(script))).toMatchObject({
    available: false,
    reason: expect.stringContaining(reason),
    version,
    help: [expect.stringContaining("npm install -g @signalbox/parrot")],
  });
});

test("a version on the error output is one too", async () => {
  expect(await detect(await hostWith("echo 3.2.1 >&2"))).toMatchObject({ version: "3.2.1" });
});

test("a version that cannot be read does not stand in the way", async () => {
  expect(await detect(await hostWith("echo hello"))).toMatchObject({
    available: true,
    version: null,
  });
});

test("the version is asked for once, and again when the file is another one", async () => {
  const host = await hostWith("echo x >> $HOME/asked; echo 3.$(wc -l < $HOME/asked).0");
  expect(await detect(host)).toMatchObject({ version: "3.1.0" });
  expect(await detect(host)).toMatchObject({ version: "3.1.0" });
  await utimes(host.path, 1, 1);
  expect(await detect(host)).toMatchObject({ version: "3.2.0" });
});

test.each([
  ["yes", "a file of its folder", ".parrot/login.json", {}],
  [
    "yes",
    "a file of the folder that a variable names",
    "own/login.json",
    { PARROT_HOME: "$HOME/own" },
  ],
  ["unknown", "a file that may hold a login", ".parrot.toml", {}],
  ["no", "nothing", "other", {}],
  ["no", "an empty variable", "other", { PARROT_KEY: "" }],
] as const)("login is %s with %s", async (login, _, file, variables) => {
  const host = await hostWith("echo 3.2.1", {});
  await mkdir(join(host.folder, file, ".."), { recursive: true });
  await writeFile(join(host.folder, file), "");
  const named = Object.entries(variables).map(([name, value]) => [
    name,
    value.replace("$HOME", host.folder),
  ]);
  const detection = await detect({ env: { ...host.env, ...Object.fromEntries(named) } });
  expect(detection).toMatchObject({ login, available: login !== "no" });
  expect(detection.help).toEqual(login === "no" ? ["Run `parrot login`."] : []);
});

test("a command is looked for on the PATH; one of the worktree counts as there", async () => {
  const env = { PATH: process.env.PATH };
  expect(await detectCommand(["sh", "-c", "true"], { env })).toMatchObject({ available: true });
  expect(await detectCommand(["./agent.sh"], { env })).toMatchObject({
    available: true,
    path: null,
  });
  expect(await detectCommand(["signalbox-no-such-agent"], { env })).toMatchObject({
    available: false,
    reason: "The program signalbox-no-such-agent was not found on this computer.",
    help: [expect.any(String), expect.any(String)],
  });
});
