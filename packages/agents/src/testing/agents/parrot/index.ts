import { orRaw, type AgentUpdate, type NativeAgent } from "@signalbox/agent-kit";

/** Decodes lines that are updates but for two short forms. */
const decode = orRaw((line) => {
  const event: { say?: string; end?: boolean } & AgentUpdate = JSON.parse(line);
  if (event.say !== undefined)
    return [{ type: "text", kind: "message", id: null, text: event.say }];
  return event.end === undefined ? [event] : [{ type: "end", good: event.end }];
});

/** A native agent as a new one would be added: a folder with such a record, and a line in the registry. */
export const parrotAgent: NativeAgent = {
  id: "parrot",
  name: "Parrot",
  description: "Says what it is told.",
  program: {
    name: "parrot",
    npmPackage: "@signalbox/parrot",
    minVersion: "3.0.0",
    login: {
      env: ["PARROT_KEY"],
      files: ["${PARROT_HOME:-~/.parrot}/login.json"],
      maybe: ["~/.parrot.toml"],
      help: ["Run `parrot login`."],
    },
  },
  efforts: ["low", "high"],
  reservedArgs: ["--stream", "--resume"],
  cost: "estimated",
  args: ({ options, resume }) => [
    "--stream",
    ...(options.model === null ? [] : ["--model", options.model]),
    ...(resume === null ? [] : ["--resume", resume.id]),
    ...options.args,
  ],
  env: { PARROT_QUIET: "1", PARROT_RETRIES: "1" },
  createDecoder: () => decode,
  decodeError: (line) =>
    line.startsWith("fatal: ") ? [{ type: "problem", problem: { message: line.slice(7) } }] : [],
};

/** The same agent when it reads messages for as long as its input is open. */
export const steeredParrotAgent: NativeAgent = {
  ...parrotAgent,
  encodeMessage: (message) => `${JSON.stringify({ message })}\n`,
};
