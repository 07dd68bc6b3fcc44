import type { NativeAgent } from "@signalbox/agent-kit";
import { createClaudeDecoder } from "./decode.ts";

const keys = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN"];
const clouds = ["BEDROCK", "VERTEX", "FOUNDRY"].map((cloud) => `CLAUDE_CODE_USE_${cloud}`);

export const claudeAgent: NativeAgent = {
  id: "claude",
  name: "Claude Code",
  description: "Anthropic's coding agent.",
  program: {
    name: "claude",
    npmPackage: "@anthropic-ai/claude-code",
    minVersion: "2.1.197",
    login: {
      env: [...keys, ...clouds],
      files: ["${CLAUDE_CONFIG_DIR:-~/.claude}/.credentials.json"],
      // A helper that gives the key, or the keychain of macOS.
      maybe: ["${CLAUDE_CONFIG_DIR:-~/.claude}/settings.json", "~/Library/Keychains"],
      help: [
        "Run `claude` in a terminal, then /login; or set ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN in its environment.",
      ],
    },
  },
  efforts: ["low", "medium", "high", "xhigh", "max"],
  reservedArgs: ["--output-format", "--input-format", "-r", "--resume", "-c", "--continue", "--bg"],
  cost: "reported",
  args: ({ options, resume }) => [
    "--print",
    "--output-format=stream-json",
    "--input-format=stream-json",
    "--verbose",
    "--include-partial-messages",
    "--dangerously-skip-permissions",
    ...(options.model === null ? [] : ["--model", options.model]),
    ...(options.effort === null ? [] : ["--effort", options.effort]),
    ...(resume === null ? [] : ["--resume", resume.id]),
    ...options.args,
  ],
  env: {
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    // Up to 4 s in all; without this it tries for three minutes. The run itself waits and tries again.
    CLAUDE_CODE_MAX_RETRIES: "3",
    // It refuses to work unattended as root unless it is told that it is shut in. Who says that it is not gets its refusal.
    ...(process.getuid?.() === 0 ? { IS_SANDBOX: "1" } : {}),
  },
  createDecoder: createClaudeDecoder,
  // A message while it works reaches the turn that goes on; a late one begins another, with a final event of its own.
  encodeMessage: (content) =>
    `${JSON.stringify({ type: "user", message: { role: "user", content } })}\n`,
};
