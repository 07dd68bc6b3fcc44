import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/** The commands that the tests need. */
const names = ["claude", "codex", "opencode", "gemini", "pi", "claude-agent-acp", "codex-acp"];

/** A program answers in 2 s; a first start on a cold disk may take long. */
const answerTimeoutMs = 60_000;

/**
 * @typedef {object} Program
 * @property {string | null} version null when it does not work
 * @property {string | null} problem why it does not work
 */

/**
 * Asks every program for its version, with a home of its own.
 * @param {string} folder where they are installed
 * @param {import("./network.mjs").ClosedNetwork} network
 * @param {string | null} installProblem
 * @returns {Promise<Record<string, Program>>}
 */
export async function findPrograms(folder, network, installProblem) {
  const home = await mkdtemp(join(tmpdir(), "signalbox-programs-"));
  const bin = join(folder, "node_modules", ".bin");
  const PATH = [bin, dirname(process.execPath), process.env.PATH].join(delimiter);
  try {
    /** @type {Record<string, Program>} */
    const programs = {};
    for (const name of names) {
      const [command = "", ...args] = [...network.command, join(bin, name), "--version"];
      programs[name] = await promisify(execFile)(command, args, {
        env: { ...network.env, PATH, HOME: home },
        timeout: answerTimeoutMs,
      }).then(
        ({ stdout, stderr }) => versionIn(stdout.trim() || stderr),
        (error) => ({
          version: null,
          problem: installProblem ?? lastLine(error.stderr || error.message),
        }),
      );
    }
    return programs;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * @param {string} text
 * @returns {Program}
 */
function versionIn(text) {
  const version = /\d+\.\d+\.\d+/.exec(text)?.[0] ?? null;
  return { version, problem: version === null ? `it says: ${lastLine(text)}` : null };
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split("\n").at(-1) ?? "";
}
