import { expect, test } from "vitest";
import type { AgentProgram } from "../program.ts";
import { installScript, noOptions, temporaryFolder } from "../testing/hosts.ts";
import { createAcpAdapter, startOf, type AcpAgent } from "./adapter.ts";

const program = (name: string): AgentProgram => ({
  name,
  npmPackage: `@example/${name}`,
  minVersion: "2.0.0",
  login: { env: [], files: [], maybe: ["/"], help: [] },
});
const parrot: AcpAgent = {
  id: "parrot",
  name: "Parrot",
  description: "Says what it is told.",
  command: ["parrot-acp", "--quiet"],
  program: program("parrot"),
  bridge: { program: program("parrot-acp"), variable: "PARROT" },
  env: { QUIET: "1" },
  cost: "unknown",
};

test("a missing program between us and an agent is named, and nothing is advised that cannot be done", async () => {
  const folder = await temporaryFolder();
  await installScript(folder, "parrot", "echo 2.1.0");
  const detect = async () =>
    createAcpAdapter(parrot).detect({ env: { PATH: `${folder}:/bin:/usr/bin` }, program: null });
  expect(await detect()).toMatchObject({
    available: false,
    version: "2.1.0",
    reason: "The program parrot-acp was not found on this computer.",
    help: ["Install it: npm install -g @example/parrot-acp"],
  });
  await installScript(folder, "parrot-acp", "echo 1.0.0");
  expect(await detect()).toMatchObject({
    available: false,
    reason: "parrot-acp 1.0.0 is too old: Signalbox needs 2.0.0 or newer.",
  });
});

test("what the person sets goes before the agent's own variables, and not before what only this turn knows", () => {
  const beside = {
    args: ["--port", "1"],
    env: { PASSWORD: "ours" },
    watch: () => Promise.reject(),
  };
  const env = { QUIET: "0", PASSWORD: "theirs" };
  const turn = { env, options: { ...noOptions, program: "/opt/parrot" } };
  expect(startOf(parrot, turn, beside)).toEqual({
    command: ["parrot-acp", "--quiet", "--port", "1"],
    env: { QUIET: "0", PARROT: "/opt/parrot", PASSWORD: "ours" },
  });
});

test("arguments that we set are refused, those in a person's own command are not", () => {
  const options = { model: null, effort: null, args: ["--quiet"] };
  expect(createAcpAdapter(parrot).refuse(options)).toContain("--quiet");
  const { id, name, description, command, cost } = parrot;
  expect(createAcpAdapter({ id, name, description, command, cost }).refuse(options)).toBeNull();
});
