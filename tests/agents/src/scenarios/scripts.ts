import type { Script, Turn } from "../model-server/types.ts";

/** A final line that completes a run. */
const promise = "<promise>COMPLETE</promise>";

/** The check of the main job: its output is what the agent must be told. */
export const answerCheck = {
  name: "answer",
  command: `test "$(cat answer.txt)" = 42 || { echo "answer.txt says $(cat answer.txt), 42 is right"; exit 1; }`,
};

/** What `answerCheck` prints after the second iteration of `threeIterations`. */
export const answerComplaint = "answer.txt says 41, 42 is right";

/** A beginning without a promise; a promise too early; the repair. */
export const threeIterations: Script = ({ iteration, step }) => {
  const turns: Turn[] | undefined = [
    [
      { text: "I write a draft.", tools: [{ write: { path: "draft.txt", content: "draft\n" } }] },
      { text: "I look at it.", tools: [{ shell: "cat draft.txt" }] },
      { text: "A draft is there; the rest is for the next iteration." },
    ],
    [
      { text: "I answer.", tools: [{ write: { path: "answer.txt", content: "41\n" } }] },
      { text: `Everything is done.\n\n${promise}` },
    ],
    [
      { text: "I repair the answer.", tools: [{ shell: "echo 42 > answer.txt" }] },
      { text: "I look at both.", tools: [{ shell: "cat draft.txt" }, { shell: "cat answer.txt" }] },
      { text: `The answer is repaired.\n\n${promise}` },
    ],
  ][iteration - 1];
  return turns?.[step] ?? { text: "There is nothing to do." };
};

/** One turn with a shell command, then the promise. */
export function shellThenDone(command: string): Script {
  return ({ step }) =>
    step === 0
      ? { text: "I run a command.", tools: [{ shell: command }] }
      : { text: `Done.\n\n${promise}` };
}

/** `first` for as long as `isFirst` says so, then `then`. */
export function switching(first: Turn, isFirst: () => boolean, then: Script): Script {
  return (request) => (isFirst() ? first : then(request));
}

export const done: Script = () => ({ text: `Done.\n\n${promise}` });
