import { lstat, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { completionPromise } from "./promise.ts";
import type { Stage } from "./stage.ts";

/** The names for its file, in the order of preference: somebody else may have taken the first. */
const fileNames = ["SIGNALBOX-DEMO.md", "SIGNALBOX-DEMO-2.md", "SIGNALBOX-DEMO-3.md"];
const title = "# Signalbox demo";
const heading = `${title}\n\nThe demo agent of Signalbox, a script without a model, was here. This file can be deleted.\n\n`;
/** How many changes make the work complete. */
const changesNeeded = 3;

/** One iteration on a repository that is not the sample: a line more in one file of its own, complete after every third. */
export async function workAnywhere(stage: Stage): Promise<void> {
  const fileName = await findOwnName(stage.cwd);
  await stage.say(
    `I am the demo agent: a script without a model. I cannot work on ${basename(stage.cwd)}, so I make one small, harmless change that you can see: a line in ${fileName}.`,
  );
  const path = join(stage.cwd, fileName);
  const before = (await stage.read(path)) ?? heading;
  const number = (before.match(/^- Change \d+\r?$/gm) ?? []).length + 1;
  const inRound = ((number - 1) % changesNeeded) + 1;
  await stage.plan(
    Array.from({ length: changesNeeded }, (_, index) => ({
      content: `Add line ${index + 1} of ${changesNeeded}`,
      status: index + 1 < inRound ? "completed" : index + 1 === inRound ? "in_progress" : "pending",
    })),
  );
  await stage.write(path, `${before.endsWith("\n") ? before : `${before}\n`}- Change ${number}\n`);
  const last = inRound === changesNeeded ? `\n\n${completionPromise}` : "";
  await stage.say(
    `Line ${inRound} of ${changesNeeded} is written. Choose a real agent for real work.${last}`,
  );
}

/** The first name that is free or the demo agent's own. What else is there, above all a link that leads elsewhere, is left alone. */
async function findOwnName(cwd: string): Promise<string> {
  for (const name of fileNames) {
    if (await isFreeOrOwn(join(cwd, name))) {
      return name;
    }
  }
  throw new Error(`All names for the demo agent's file are taken: ${fileNames.join(", ")}.`);
}

async function isFreeOrOwn(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => null);
  if (facts === null) {
    return true;
  }
  return facts.isFile() && (await readFile(path, "utf8").catch(() => "")).startsWith(title);
}
