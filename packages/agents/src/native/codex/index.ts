import type { NativeAgent } from "@signalbox/agent-kit";
import { decodeCodex } from "./decode.ts";

export const codexAgent: NativeAgent = {
  id: "codex",
  name: "Codex",
  description: "OpenAI's coding agent.",
  program: {
    name: "codex",
    npmPackage: "@openai/codex",
    minVersion: "0.169.0",
    login: {
      env: ["CODEX_API_KEY"],
      files: ["${CODEX_HOME:-~/.codex}/auth.json"],
      // Its own provider, with a key of its own, or none.
      maybe: ["${CODEX_HOME:-~/.codex}/config.toml"],
      help: ["Run `codex login` in a terminal; or set CODEX_API_KEY in its environment."],
    },
  },
  efforts: ["minimal", "low", "medium", "high", "xhigh"],
  reservedArgs: ["--json", "-C", "--cd", "-s", "--sandbox", "--output-schema"],
  cost: "estimated",
  args: ({ options, resume }) => [
    "exec",
    "--json",
    "--dangerously-bypass-approvals-and-sandbox",
    "--skip-git-repo-check",
    ...(options.model === null ? [] : ["--model", options.model]),
    ...(options.effort === null ? [] : ["-c", `model_reasoning_effort="${options.effort}"`]),
    ...options.args,
    ...(resume === null ? [] : ["resume", resume.id]),
    // The prompt is on its standard input.
    "-",
  ],
  // Its own retries end in 25 s at the longest; how many there are is a matter of the provider in the person's configuration.
  env: {},
  createDecoder: () => decodeCodex,
};
