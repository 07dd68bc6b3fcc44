import {
  client,
  methods,
  PROTOCOL_VERSION,
  type ClientConnection,
  type PermissionOption,
  type RequestPermissionResponse,
  type Stream,
} from "@agentclientprotocol/sdk";

/** Starting takes up to 12 s with the known agents on a busy machine; an agent that needs more than this hangs. */
const initializeTimeoutMs = 60_000;
const newSessionTimeoutMs = 60_000;

/** An agent that did not answer one of the first requests in time. */
export class AgentSilentError extends Error {
  override readonly name = "AgentSilentError";
}

/** An agent that speaks another version of the protocol than ours. */
export class ProtocolVersionError extends Error {
  override readonly name = "ProtocolVersionError";
}

export interface Conversation {
  /** Starts a session in `cwd` and gives it the prompt. Resolves to the agent's raw answer when its turn has ended. */
  prompt(cwd: string, prompt: string): Promise<unknown>;
  /** Asks the agent to end its turn; the prompt's answer says when it has. */
  cancel(): Promise<void>;
  close(): void;
}

/** Our side of the protocol: the agent works on the disk itself and is allowed everything, as an unattended run needs it. */
export function openConversation(stream: Stream): Conversation {
  const connection: ClientConnection = client({ name: "Signalbox" })
    .onRequest(methods.client.session.requestPermission, ({ params }) => allow(params.options))
    .connect(stream);
  let sessionId: string | null = null;
  return {
    async prompt(cwd, prompt) {
      const { protocolVersion } = await answerWithin(
        initializeTimeoutMs,
        "initialize",
        connection.agent.request(methods.agent.initialize, {
          protocolVersion: PROTOCOL_VERSION,
          clientInfo: { name: "signalbox", title: "Signalbox", version: "0.1.0" },
          clientCapabilities: {
            fs: { readTextFile: false, writeTextFile: false },
            terminal: false,
          },
        }),
      );
      if (protocolVersion !== PROTOCOL_VERSION) {
        throw new ProtocolVersionError(
          `The agent speaks version ${protocolVersion} of the Agent Client Protocol, Signalbox version ${PROTOCOL_VERSION}.`,
        );
      }
      const session = await answerWithin(
        newSessionTimeoutMs,
        "session/new",
        connection.agent.request(methods.agent.session.new, { cwd, mcpServers: [] }),
      );
      sessionId = session.sessionId;
      return connection.agent.request(methods.agent.session.prompt, {
        sessionId,
        prompt: [{ type: "text", text: prompt }],
      });
    },
    async cancel() {
      if (sessionId !== null) {
        // A connection that is already closed has nothing left to cancel.
        await connection.agent
          .notify(methods.agent.session.cancel, { sessionId })
          .catch(() => undefined);
      }
    },
    close: () => connection.close(),
  };
}

/** The most lasting permission, so that the agent asks as seldom as it can. */
function allow(options: readonly PermissionOption[]): RequestPermissionResponse {
  const chosen =
    options.find((option) => option.kind === "allow_always") ??
    options.find((option) => option.kind === "allow_once") ??
    options[0];
  return chosen === undefined
    ? { outcome: { outcome: "cancelled" } }
    : { outcome: { outcome: "selected", optionId: chosen.optionId } };
}

async function answerWithin<Answer>(
  timeoutMs: number,
  request: string,
  answer: Promise<Answer>,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const seconds = timeoutMs / 1000;
      reject(new AgentSilentError(`The agent did not answer ${request} within ${seconds} s.`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
