import { posix } from "node:path";
import type { ModelRequest, ToolCall, ToolOffer, ToolWish } from "./types.ts";

type Call = Pick<ToolCall, "name" | "arguments" | "input">;

/** How a wish is said to the tools of the agents, the first that is offered. A relative path is meant in the worktree. */
type Phrase<Wish> = (tool: ToolOffer, wish: Wish, cwd: string) => Call | null;

const description = "scripted command";

const write: Readonly<Record<string, Phrase<{ path: string; content: string }>>> = {
  /** Claude Code */
  Write: (_tool, { path, content }, cwd) =>
    named("Write", { file_path: posix.join(cwd, path), content }),
  /** Gemini CLI */
  write_file: (_tool, { path, content }, cwd) =>
    named("write_file", { file_path: posix.join(cwd, path), content }),
  /** OpenCode and pi */
  write: ({ parameters }, { path, content }, cwd) =>
    named(
      "write",
      parameters.includes("filePath")
        ? { filePath: posix.join(cwd, path), content }
        : { path, content },
    ),
  /** Codex, where it has the tool for its model. It only adds or changes files; the shell does both. */
  apply_patch: ({ freeform }, { path, content }) =>
    freeform ? { name: "apply_patch", arguments: {}, input: replaceFile(path, content) } : null,
};

const shell: Readonly<Record<string, Phrase<string>>> = {
  /** Claude Code */
  Bash: (_tool, command) => named("Bash", { command, description }),
  /** Gemini CLI */
  run_shell_command: (_tool, command) => named("run_shell_command", { command, description }),
  /** Codex, one for each of its generations of models */
  exec_command: (_tool, cmd) => named("exec_command", { cmd, yield_time_ms: 30_000 }),
  shell_command: (_tool, command) => named("shell_command", { command }),
  shell: (_tool, command) => named("shell", { command: ["bash", "-lc", command] }),
  /** OpenCode and pi */
  bash: (_tool, command) => named("bash", { command, description }),
};

/** What the agent is to do, as a call of one of the tools it offers. @throws Error when it offers none for it */
export function toolCall(
  wish: ToolWish,
  id: string,
  { tools, format }: Pick<ModelRequest, "tools" | "format">,
  cwd: string,
): ToolCall {
  const call =
    "shell" in wish ? phrase(shell, tools, wish.shell, cwd) : phraseWrite(wish, tools, cwd);
  if (call === null) {
    throw new Error(
      `no tool for ${JSON.stringify(wish)} in ${tools.map(({ name }) => name).join()}`,
    );
  }
  return { id: format === "anthropic" ? `toolu_${id}` : `call_${id}`, ...call };
}

function phraseWrite(
  wish: { write: { path: string; content: string } },
  tools: readonly ToolOffer[],
  cwd: string,
): Call | null {
  const { path, content } = wish.write;
  const asCommand = `cat > '${path}' <<'EOT'\n${content.trimEnd()}\nEOT\n`;
  return phrase(write, tools, wish.write, cwd) ?? phrase(shell, tools, asCommand, cwd);
}

function phrase<Wish>(
  phrases: Readonly<Record<string, Phrase<Wish>>>,
  tools: readonly ToolOffer[],
  wish: Wish,
  cwd: string,
): Call | null {
  for (const tool of tools) {
    const call = phrases[tool.name]?.(tool, wish, cwd) ?? null;
    if (call !== null) return call;
  }
  return null;
}

function named(name: string, args: Record<string, unknown>): Call {
  return { name, arguments: args };
}

/** A patch that adds a file, or puts another in its place. */
function replaceFile(path: string, content: string): string {
  const lines = content
    .trimEnd()
    .split("\n")
    .map((line) => `+${line}`);
  return `*** Begin Patch\n*** Add File: ${path}\n${lines.join("\n")}\n*** End Patch\n`;
}
