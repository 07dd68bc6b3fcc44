import { planTasks, requirePnpm, runTasks } from "./turbo.mjs";

const BUILD_ARGS = ["build", "--filter=@signalbox/api...", "--filter=@signalbox/web"];

/** What turbo prints when it takes up a task: `@signalbox/web:build: cache miss, executing 0123456789abcdef`. */
const TASK_TAKEN_UP = /^(\S+):(build|generate): cache (miss|hit)/;

/**
 * Builds the server and the web page with what they need, one line of progress for each part that is not up to date.
 * Resolves when the build is there; when it fails, prints turbo's whole output and ends this process with code 1.
 * @returns {Promise<void>}
 */
export async function buildSignalbox() {
  console.log("Building Signalbox (the first time takes about a minute)…");
  requirePnpm();
  const startedAt = Date.now();
  const total = (await planTasks(BUILD_ARGS)).length;
  /** @type {string[]} */
  const output = [];
  let taken = 0;
  const exitCode = await runTasks(BUILD_ARGS, (line) => {
    output.push(line);
    const match = TASK_TAKEN_UP.exec(line);
    if (match) {
      taken += 1;
      if (match[3] === "miss") {
        console.log(`  ${taken} of ${total}: ${match[1]}`);
      }
    }
  });
  if (exitCode !== 0) {
    console.error(output.join("\n"));
    console.error("The build failed; its output is above.");
    process.exit(1);
  }
  console.log(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
}
