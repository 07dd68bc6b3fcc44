/** Tokens of one answer. `inputTokens` are all that were read: those from the cache and those written to it are in them. */
export interface Usage {
  inputTokens: number;
  cachedInputTokens: number;
  /** Only Anthropic's format tells these. */
  cacheWriteTokens: number;
  outputTokens: number;
}

/** What the model asks the agent to do, in no agent's words: `tools.ts` translates. */
export type ToolWish = { write: { path: string; content: string } } | { shell: string };

/** One answer of the model. Without anything in it, an empty message. */
export interface Turn {
  text?: string;
  /** Said before the text, where the format has thoughts. */
  thought?: string;
  tools?: readonly ToolWish[];
  /** Other figures than those that follow from the request's number. */
  usage?: Usage;
  /** An HTTP error instead of an answer. */
  status?: number;
  /** Asks (in seconds) to be tried again later, with an error. */
  retryAfterS?: number;
  /** Other words than the service's usual ones, with an error. */
  message?: string;
  /** The connection breaks in the middle of the answer. */
  cut?: boolean;
  /** No answer ever comes; the connection stays open. */
  hang?: boolean;
  /** How many characters come at once in a stream. */
  pieceLength?: number;
}

/** A piece of the conversation as a request carries it, in order. */
export interface ConversationItem {
  role: "user" | "assistant" | "tool";
  text: string;
}

/** What the four formats have in common. */
export interface ParsedRequest {
  model: string;
  streaming: boolean;
  tools: readonly ToolOffer[];
  items: readonly ConversationItem[];
}

/** A tool that the agent offers to the model. */
export interface ToolOffer {
  name: string;
  /** The names of its arguments. */
  parameters: readonly string[];
  /** Takes plain text instead of named arguments. */
  freeform: boolean;
}

/** A tool call in the agent's own words. */
export interface ToolCall {
  id: string;
  name: string;
  arguments: Record<string, unknown>;
  /** Given, the call of a freeform tool. */
  input?: string;
}

/** An answer that is ready to be written in some format. */
export interface Reply {
  /** Unique in one server. */
  serial: number;
  model: string;
  text: string;
  thought: string;
  calls: readonly ToolCall[];
  usage: Usage;
  pieceLength: number;
}

/** What a script is told of a request. */
export interface ModelRequest extends ParsedRequest {
  /** Counts the server's requests for answers, from 1. */
  serial: number;
  format: FormatName;
  /** A request beside the work (a title, a classifier): it offers no tools. Not given to scripts. */
  auxiliary: boolean;
  /** The text of all that the person's side said. */
  prompt: string;
  /** Which iteration of the run the prompt speaks of; 0 when it speaks of none. */
  iteration: number;
  /** How many times the agent has handed in the results of tools in this turn, from 0. */
  step: number;
}

/** Decides what the model answers. Called once for each request of the work itself. */
export type Script = (request: ModelRequest) => Turn;

/** What became of one request. */
export interface Served {
  request: ModelRequest;
  /** The HTTP status; null when none was sent. */
  status: number | null;
  /** The tokens of an answer that was sent whole; null of any other. */
  usage: Usage | null;
}

export type FormatName = "anthropic" | "openai-responses" | "openai-chat" | "gemini";

/** One wire format: pure functions. Bodies are JSON values. */
export interface WireFormat {
  name: FormatName;
  /** Whether a request for an answer comes to this path (without the query). */
  matches(path: string): boolean;
  parse(path: string, body: Json): ParsedRequest;
  /** The whole answer to a request that does not stream. */
  answer(reply: Reply): Json;
  /** The same as pieces of a `text/event-stream`, in order. */
  stream(reply: Reply): Iterable<string>;
  error(status: number, message: string, retryAfterS: number | null): Json;
}

/** A JSON object that is looked into without a schema: what agents send changes from version to version. */
export type Json = Record<string, unknown>;
