import {
  client,
  methods,
  PROTOCOL_VERSION,
  type AgentRequestMethod,
  type AgentRequestParamsByMethod,
  type PermissionOption,
  type RequestPermissionResponse,
  type SessionConfigOption,
  type Stream,
} from "@agentclientprotocol/sdk";
import type { AgentTurn } from "../contract.ts";
import type { AcpAgent } from "./adapter.ts";
import { ConversationError } from "./failure.ts";
import { initializedSchema, type Able } from "./schema.ts";

/** Starting takes up to 12 s with the known agents on a busy machine; an agent that needs more than this hangs. */
const requestTimeoutMs = 60_000;

/** What our side can do. The `_meta` asks the adapters of claude and codex for the output of commands, and to type their failures. */
const clientCapabilities = {
  fs: { readTextFile: false, writeTextFile: false },
  terminal: false,
  _meta: {
    terminal_output: true,
    jetbrains: { air: { version: 1, capabilities: ["sessionFailure"] } },
  },
};
const clientInfo = { name: "signalbox", title: "Signalbox", version: "0.1.0" };
const { session: onSession, initialize } = methods.agent;

export type Conversation = ReturnType<typeof openConversation>;

/** Our side of the protocol: the agent works on the disk itself and is allowed everything, as an unattended run needs it. */
export function openConversation(stream: Stream) {
  const connection = client({ name: "Signalbox" })
    .onRequest(methods.client.session.requestPermission, ({ params }) => allow(params.options))
    .connect(stream);
  const { agent } = connection;
  let sessionId = "";

  /** A request whose answer is waited for with a limit. */
  const ask = <Method extends AgentRequestMethod>(
    method: Method,
    params: AgentRequestParamsByMethod[Method],
  ) => within(method, agent.request<Method>(method, params));

  /** A new session, or the old one again: without its history where the agent can do that. */
  const openSession = async ({ resumes, loads }: Able, { cwd, resume }: AgentTurn) => {
    if (resume === null) return ask(onSession.new, { cwd, mcpServers: [] });
    const old = { sessionId: resume.id, cwd, mcpServers: [] };
    if (resumes) return { ...(await ask(onSession.resume, old)), sessionId: resume.id };
    if (loads) return { ...(await ask(onSession.load, old)), sessionId: resume.id };
    throw new ConversationError("The agent cannot go on with an earlier conversation.");
  };

  const choose = async (options: Options, what: keyof typeof categories, value: string | null) => {
    if (value === null) return options;
    const option = optionOf(options, what);
    const choices = option?.type === "select" ? option.options : [];
    const offered = choices.flatMap((one) => ("options" in one ? one.options : [one]));
    if (option === undefined || !offered.some((one) => one.value === value)) {
      const names = offered.map((one) => one.value).join(", ") || "none";
      throw new ConversationError(`The agent has no ${what} "${value}"; it offers: ${names}.`);
    }
    const choice = { sessionId, configId: option.id, value };
    return (await ask(onSession.setConfigOption, choice)).configOptions;
  };

  return {
    /**
     * Makes the session of a turn ready for its prompt. Resolves to its id, the model that it uses (null when the agent does not
     * tell) and what the agent can do. @throws RequestError, ConversationError
     */
    async begin({ mode, inSession = [] }: AcpAgent, turn: AgentTurn) {
      const protocolVersion = PROTOCOL_VERSION;
      const answer = await ask(initialize, { protocolVersion, clientInfo, clientCapabilities });
      if (answer.protocolVersion !== protocolVersion) {
        throw new ConversationError(
          `The agent speaks version ${answer.protocolVersion} of the Agent Client Protocol, Signalbox version ${protocolVersion}.`,
        );
      }
      const able = initializedSchema.parse(answer);
      const session = await openSession(able, turn);
      sessionId = session.sessionId;
      if (mode !== undefined) await ask(onSession.setMode, { sessionId, modeId: mode });
      let options: Options = session.configOptions;
      for (const what of inSession) options = await choose(options, what, turn.options[what]);
      const model = optionOf(options, "model")?.currentValue;
      return { id: sessionId, model: typeof model === "string" ? model : null, ...able };
    },
    /** Gives the session its prompt. Resolves to the agent's raw answer when its turn has ended. @throws RequestError */
    prompt(text: string): Promise<unknown> {
      return agent.request(onSession.prompt, { sessionId, prompt: [{ type: "text", text }] });
    },
    /** Asks the agent to end its turn; the prompt's answer says when it has. Not waited for: who reads nothing cannot be asked. */
    cancel(): void {
      // A connection that is already closed has nothing left to cancel.
      if (sessionId !== "") agent.notify(onSession.cancel, { sessionId }).catch(() => undefined);
    },
    close: () => connection.close(),
  };
}

type Options = SessionConfigOption[] | null | undefined;

/** The protocol's words for what can be chosen. */
const categories = { model: "model", effort: "thought_level" };

function optionOf(options: Options, what: keyof typeof categories) {
  return options?.find((option) => option.category === categories[what]);
}

/** The most lasting permission, so that the agent asks as seldom as it can. */
function allow(options: readonly PermissionOption[]): RequestPermissionResponse {
  const ofKind = (kind: string) => options.find((option) => option.kind === kind);
  const chosen = ofKind("allow_always") ?? ofKind("allow_once") ?? options[0];
  return chosen === undefined
    ? { outcome: { outcome: "cancelled" } }
    : { outcome: { outcome: "selected", optionId: chosen.optionId } };
}

async function within<Answer>(request: string, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    const words = `The agent did not answer ${request} within ${requestTimeoutMs / 1000} s.`;
    timer = setTimeout(() => reject(new ConversationError(words, "no_output")), requestTimeoutMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
