import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const PROGRAM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

const MAC_APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Finds a Chromium, or brings one: Debian's package when root on Debian, else Playwright's own download.
 * Returns the path of the program. Says on standard output what it does; throws when no Chromium can be had.
 */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) {
    console.log(`Browser: ${found}`);
    return found;
  }
  if (isDebianRoot()) {
    console.log("No Chromium found: installing Debian's package (apt-get install chromium)…");
    // The package lists may be partly unreachable and still hold what is needed: the installation decides.
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  }
  if (findChromium() === undefined) {
    console.log("No Chromium found: downloading Playwright's (npx playwright install chromium)…");
    // Root can also bring the system libraries that the download needs.
    const withLibraries = process.platform === "linux" && process.getuid?.() === 0;
    run(process.execPath, [
      playwrightCli(),
      "install",
      ...(withLibraries ? ["--with-deps"] : []),
      "chromium",
    ]);
  }
  const installed = findChromium();
  if (installed === undefined) {
    throw new Error(
      "No Chromium could be found or installed. Install Chromium or Google Chrome, or set CHROMIUM_PATH to its program.",
    );
  }
  console.log(`Browser: ${installed}`);
  return installed;
}

/** The first Chromium of: CHROMIUM_PATH (which must exist when set), PATH, the usual folders, Playwright's cache. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isProgram(named)) {
      throw new Error(`CHROMIUM_PATH is set to ${named}, which is not a program.`);
    }
    return named;
  }
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  const candidates = PROGRAM_NAMES.flatMap((name) =>
    folders.filter((folder) => folder !== "").map((folder) => join(folder, name)),
  );
  return [...candidates, ...MAC_APPLICATIONS, chromium.executablePath()].find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/os-release")) {
    return false;
  }
  // Ubuntu's `chromium` is a snap stub that does not run in containers; Playwright's download does.
  return /^ID="?debian"?$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/** The path of Playwright's command-line program. */
export function playwrightCli() {
  const manifest = createRequire(import.meta.url).resolve("@playwright/test/package.json");
  return join(dirname(manifest), "cli.js");
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  const { error } = spawnSync(program, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (error) {
    console.log(`${program} could not be started: ${error.message}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureChromium();
}
