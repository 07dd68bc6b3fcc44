import type { AnyMessage, Stream } from "@agentclientprotocol/sdk";
import { readLines, type OutputLine, type SupervisedProcess } from "@signalbox/host/process";

/** The longest message: the SDK's own limit. 32 MiB. */
const maxFrameBytes = 33_554_432;
/** An agent asks for one thing at a time: one that asks for so many, and reads no answer, is not listened to. */
const maxUnanswered = 1_000;

interface FrameHandlers {
  /** Gets the raw `update` of every session/update, in order. The SDK would drop kinds and fields that it does not know. */
  onUpdate(update: unknown): void;
  /** Gets a line that is no message. */
  onNoise(text: string): void;
  /** Called for whatever came, before it is handed on. */
  onSign(): void;
}

/**
 * The SDK's stream over a program's standard input and output: one JSON message a line. A line that is no message does not
 * break the conversation. The stream ends with the program's output.
 */
export function createFrameStream(child: SupervisedProcess, handlers: FrameHandlers): Stream {
  let unanswered = 0;
  return {
    readable: new ReadableStream<AnyMessage>({
      async start(controller) {
        await readLines(child.stdout, {
          maxLineBytes: maxFrameBytes,
          onLines(lines) {
            handlers.onSign();
            for (const line of lines) {
              const message = parseMessage(line);
              if (message === null) {
                handlers.onNoise(line.text);
              } else if (!("method" in message)) {
                controller.enqueue(message);
              } else if ("id" in message) {
                if (unanswered === maxUnanswered) continue;
                unanswered += 1;
                controller.enqueue(message);
              } else if (message.method === "session/update") {
                handlers.onUpdate(updateOf(message.params));
              }
              // Other notifications are extensions: the SDK would complain about them on our error output.
            }
          },
        });
        controller.close();
      },
    }),
    writable: new WritableStream<AnyMessage>({
      write(message) {
        return new Promise<void>((resolve, reject) => {
          child.stdin.write(`${JSON.stringify(message)}\n`, (error) =>
            error ? reject(error) : resolve(),
          );
          if (!("method" in message)) unanswered -= 1;
        });
      },
    }),
  };
}

function parseMessage({ text, truncated }: OutputLine): AnyMessage | null {
  if (truncated || !text.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isMessage(value) ? value : null;
  } catch {
    return null;
  }
}

function isMessage(value: unknown): value is AnyMessage {
  return (
    typeof value === "object" && value !== null && "jsonrpc" in value && value.jsonrpc === "2.0"
  );
}

function updateOf(params: unknown): unknown {
  return typeof params === "object" && params !== null && "update" in params
    ? params.update
    : params;
}
