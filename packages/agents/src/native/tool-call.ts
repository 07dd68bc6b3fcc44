import { z } from "zod";
import { jsonText, type ToolUpdate } from "@signalbox/agent-kit";

const text = z.string().optional().catch(undefined);
const edit = z.object({ old_string: text, oldText: text, new_string: text, newText: text });
const targets = { command: text, pattern: text, query: text, url: text, prompt: text };
const edits = z.array(edit).optional().catch(undefined);
/** What the tools of the agents call what they work on and what they write. */
const argumentsSchema = edit.extend({
  ...targets,
  file_path: text,
  path: text,
  content: text,
  edits,
});

/** What a tool does, by the words in its name: those of the agents, and of the servers that a person adds to them. */
const kindPatterns: readonly [RegExp, ToolUpdate["kind"]][] = [
  [/bash|shell/i, "execute"],
  [/todo/i, "think"],
  [/write|edit|replace/i, "edit"],
  [/grep|glob|find|search/i, "search"],
  [/fetch/i, "fetch"],
  [/read|list|^ls$/i, "read"],
];

/**
 * What the start of a tool call tells: its kind, a title for a person (the command itself, else the tool's name and what it works on),
 * its input, where it works and what it changes there.
 */
export function describeCall(
  name: string,
  input: unknown,
): Omit<ToolUpdate, "type" | "toolCallId"> {
  const args = argumentsSchema.catch({}).parse(input);
  const path = args.file_path ?? args.path;
  const target = args.command ?? path ?? args.pattern ?? args.query ?? args.url ?? args.prompt;
  const kind = kindPatterns.find(([pattern]) => pattern.test(name))?.[1] ?? "other";
  const changes: Partial<z.infer<typeof edit>>[] = [
    { newText: args.content },
    args,
    ...(args.edits ?? []),
  ];
  const diffs = changes.flatMap(({ oldText, old_string, newText, new_string }) => {
    const written = newText ?? new_string;
    if (path === undefined || written === undefined) return [];
    return [{ path, oldText: oldText ?? old_string ?? null, newText: written }];
  });
  return {
    kind,
    title: kind === "execute" ? (target ?? name) : [name, target].filter(Boolean).join(" "),
    input: jsonText(input ?? {}),
    ...(path === undefined ? {} : { locations: [path] }),
    ...(kind === "edit" && diffs.length > 0 ? { diffs } : {}),
  };
}
