/** A prompt may be long, and it is the beginning that says what is wanted. Characters. */
const maxPromptLength = 500;
/** The hosts take more, but nobody reads it. Characters. */
const maxBodyLength = 20_000;

/** The description of a pull request: what was done, and what was asked for. Both oldest first. */
export function pullRequestBody(facts: {
  subjects: readonly string[];
  hasMoreCommits: boolean;
  prompts: readonly string[];
}): string {
  const { subjects, hasMoreCommits, prompts } = facts;
  const commits = [
    ...(hasMoreCommits ? ["- …"] : []),
    ...subjects.map((subject) => `- ${subject}`),
  ].join("\n");
  const asked = prompts.map((prompt) => quote(beginningOf(prompt))).join("\n\n");
  const parts = [
    ...(commits === "" ? [] : [`## Commits\n\n${commits}`]),
    ...(asked === "" ? [] : [`## Asked for\n\n${asked}`]),
  ];
  return parts.join("\n\n").slice(0, maxBodyLength);
}

function beginningOf(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= maxPromptLength ? trimmed : `${trimmed.slice(0, maxPromptLength)}…`;
}

function quote(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
