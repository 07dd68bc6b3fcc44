import { boundId, copyOf, jsonText } from "../bounds.ts";
import type { ToolUpdate } from "../updates.ts";
import type { ToolCall } from "./schema.ts";

/** The end of a command's output that is kept while it comes in pieces; the recorder keeps less. 32 Ki characters. */
const maxTerminalLength = 32_768;
/** More commands than run at once; of the oldest one the output that came before is forgotten. */
const maxTerminals = 100;

/** Decodes tool calls and their updates into what is new about them; output that comes in pieces is put together. */
export function createToolDecoder() {
  const terminals = new Map<string, string>();
  return (call: ToolCall): ToolUpdate => {
    const { sessionUpdate, toolCallId, title, kind, status, content, rawOutput } = call;
    const { _meta: meta } = call;
    const terminalId = boundId(toolCallId);
    const isOver = status === "completed" || status === "failed";
    const piece = (meta?.terminal_output ?? meta?.terminal_output_delta)?.data;
    if (piece !== undefined) {
      const text = (terminals.get(terminalId) ?? "") + piece;
      terminals.set(terminalId, copyOf(text.slice(-maxTerminalLength)));
      const [oldest] = terminals.keys();
      if (terminals.size > maxTerminals && oldest !== undefined) terminals.delete(oldest);
    }
    const terminal = terminals.get(terminalId);
    if (isOver) terminals.delete(terminalId);
    const texts = content.flatMap((item) => ("content" in item ? [item.content.text] : []));
    // The text of a call that has only begun is its description.
    const isOutput = texts.length > 0 && (isOver || sessionUpdate === "tool_call_update");
    const own = typeof rawOutput === "object" ? rawOutput : { output: rawOutput };
    const output = terminal ?? own?.output ?? (isOutput ? texts.join("\n") : asText(rawOutput));
    // To clients such as we say we are, claude-agent-acp gives 1 for whatever is not 0.
    const code = /^Exit code (\d+)\b/.exec(output ?? "")?.[1];
    const exitCode = meta?.terminal_exit?.exit_code ?? own?.metadata?.exit;
    const diffs = content.flatMap((item) =>
      "newText" in item
        ? [{ path: item.path, oldText: item.oldText ?? null, newText: item.newText }]
        : [],
    );
    return {
      type: "tool",
      toolCallId,
      title,
      kind,
      status,
      input: asText(call.rawInput),
      output,
      exitCode: code === undefined ? exitCode : Number(code),
      diffs: diffs.length > 0 ? diffs : undefined,
      locations: call.locations.map(({ path, line }) =>
        line === undefined ? path : `${path}:${line}`,
      ),
    };
  };
}

function asText(value: unknown): string | undefined {
  const text = typeof value === "string" ? value : jsonText(value ?? {});
  return text === "{}" ? undefined : text;
}
