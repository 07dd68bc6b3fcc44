import { basename, join } from "node:path";
import { completionPromise } from "./promise.ts";
import type { Stage } from "./stage.ts";

const fileName = "SIGNALBOX-DEMO.md";
const heading =
  "# Signalbox demo\n\nThe demo agent of Signalbox, a script without a model, was here. This file can be deleted.\n\n";
/** How many changes make the work complete. */
const changesNeeded = 3;

/** One iteration on a repository that is not the sample: a line more in one file of its own, complete after every third. */
export async function workAnywhere(stage: Stage): Promise<void> {
  await stage.say(
    `I am the demo agent: a script without a model. I cannot work on ${basename(stage.cwd)}, so I make one small, harmless change that you can see: a line in ${fileName}.`,
  );
  const path = join(stage.cwd, fileName);
  const before = (await stage.read(path)) ?? heading;
  const number = (before.match(/^- Change \d+$/gm) ?? []).length + 1;
  const inRound = ((number - 1) % changesNeeded) + 1;
  await stage.plan(
    Array.from({ length: changesNeeded }, (_, index) => ({
      content: `Add line ${index + 1} of ${changesNeeded}`,
      status: index + 1 < inRound ? "completed" : index + 1 === inRound ? "in_progress" : "pending",
    })),
  );
  await stage.write(path, `${before}- Change ${number}\n`);
  const last = inRound === changesNeeded ? `\n\n${completionPromise}` : "";
  await stage.say(
    `Line ${inRound} of ${changesNeeded} is written. Choose a real agent for real work.${last}`,
  );
}
