import type { NativeAgent } from "@signalbox/agent-kit";
import { createPiDecoder, isRepetition } from "./decode.ts";

const providers = [
  "ANTHROPIC",
  "OPENAI",
  "GEMINI",
  "OPENROUTER",
  "DEEPSEEK",
  "GROQ",
  "MISTRAL",
  "XAI",
];
const more = ["ANTHROPIC_OAUTH_TOKEN", "COPILOT_GITHUB_TOKEN", "HF_TOKEN"];

export const piAgent: NativeAgent = {
  id: "pi",
  name: "pi",
  description: "A small coding agent for many models.",
  program: {
    name: "pi",
    npmPackage: "@mariozechner/pi-coding-agent",
    minVersion: "0.73.1",
    login: {
      env: [...providers.map((provider) => `${provider}_API_KEY`), ...more],
      files: ["${PI_CODING_AGENT_DIR:-~/.pi/agent}/auth.json"],
      // It knows many more providers' keys, and a person can add providers.
      maybe: ["${PI_CODING_AGENT_DIR:-~/.pi/agent}"],
      help: ["Run `pi` in a terminal, then /login; or set a provider's key in its environment."],
    },
  },
  efforts: ["off", "minimal", "low", "medium", "high", "xhigh"],
  reservedArgs: [
    "-p",
    "--print",
    "--mode",
    "--session",
    "--no-session",
    "--fork",
    "-c",
    "--continue",
    "-r",
    "--resume",
  ],
  cost: "reported",
  args: ({ options, resume }) => [
    "--print",
    "--mode",
    "json",
    ...(options.model === null ? [] : ["--model", options.model]),
    ...(options.effort === null ? [] : ["--thinking", options.effort]),
    ...(resume === null ? [] : ["--session", resume.id]),
    ...options.args,
  ],
  env: { PI_SKIP_VERSION_CHECK: "1", PI_TELEMETRY: "0" },
  createDecoder: createPiDecoder,
  isBeginningEnough: isRepetition,
  // Without a login it exits 1 and says it in no event.
  decodeError: (message) =>
    message.startsWith("No API key found")
      ? [{ type: "problem", problem: { message, category: "auth" } }]
      : [],
};
