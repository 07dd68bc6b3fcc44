import type { NativeAgent } from "@signalbox/agent-kit";
import { decodeGemini, decodeGeminiError } from "./decode.ts";

const apiKeys = ["GEMINI_API_KEY", "GOOGLE_API_KEY"];
const otherLogins = ["GOOGLE_GENAI_USE_VERTEXAI", "GOOGLE_GENAI_USE_GCA"];

export const geminiAgent: NativeAgent = {
  id: "gemini",
  name: "Gemini CLI",
  description: "Google's coding agent.",
  program: {
    name: "gemini",
    npmPackage: "@google/gemini-cli",
    minVersion: "0.61.0",
    login: {
      env: [...apiKeys, ...otherLogins],
      files: ["~/.gemini/oauth_creds.json"],
      maybe: ["~/.gemini/settings.json"],
      help: ["Run `gemini` in a terminal and log in; or set GEMINI_API_KEY in its environment."],
    },
  },
  efforts: [],
  reservedArgs: [
    "-o",
    "--output-format",
    "-r",
    "--resume",
    "-p",
    "--prompt",
    "-i",
    "--prompt-interactive",
    "--acp",
    "--experimental-acp",
    "--list-sessions",
  ],
  cost: "estimated",
  args: ({ options, resume }) => [
    "--output-format=stream-json",
    "--yolo",
    "--skip-trust",
    ...(options.model === null ? [] : ["--model", options.model]),
    ...(resume === null ? [] : ["--resume", resume.id]),
    ...options.args,
  ],
  env: {},
  createDecoder: () => decodeGemini,
  decodeError: decodeGeminiError,
};
