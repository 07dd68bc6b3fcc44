import { expect, onTestFinished, test } from "vitest";
import { startModelServer, type ModelServer } from "./server.ts";
import type { FormatName, Json, Script, Turn } from "./types.ts";
import { ownUsage, totalUsage } from "./usage.ts";

const prompt = "Do it.\n\nThis is iteration 2 of at most 5.";
const tool = { type: "object", properties: { command: {} } };

/** How one format asks: what an agent sends with one tool, and the path it sends it to. */
interface Asking {
  name: FormatName;
  path(stream: boolean): string;
  body: Json;
  toolName: string;
}

const openaiChat: Asking = {
  name: "openai-chat",
  path: () => "/v1/chat/completions",
  body: {
    tools: [{ type: "function", function: { name: "bash", parameters: tool } }],
    messages: [{ role: "user", content: prompt }],
  },
  toolName: "bash",
};

const formats: readonly Asking[] = [
  openaiChat,
  {
    name: "anthropic",
    path: () => "/v1/messages",
    body: {
      tools: [{ name: "Bash", input_schema: tool }],
      messages: [{ role: "user", content: prompt }],
    },
    toolName: "Bash",
  },
  {
    name: "openai-responses",
    path: () => "/v1/responses",
    body: {
      tools: [{ type: "function", name: "shell_command", parameters: tool }],
      input: [{ type: "message", role: "user", content: [{ type: "input_text", text: prompt }] }],
    },
    toolName: "shell_command",
  },
  {
    name: "gemini",
    path: (stream: boolean) =>
      `/v1/models/m:${stream ? "streamGenerateContent" : "generateContent"}`,
    body: {
      tools: [
        { functionDeclarations: [{ name: "run_shell_command", parametersJsonSchema: tool }] },
      ],
      contents: [{ role: "user", parts: [{ text: prompt }] }],
    },
    toolName: "run_shell_command",
  },
];

async function serve(script: Script): Promise<ModelServer> {
  const server = await startModelServer({ script, cwd: "/work" });
  onTestFinished(() => server.close());
  return server;
}

function ask(server: ModelServer, format: Asking, stream: boolean) {
  return fetch(server.url + format.path(stream), {
    method: "POST",
    body: JSON.stringify({ model: "m", stream, ...format.body }),
  });
}

const turn: Turn = { text: "A text that comes in pieces.", tools: [{ shell: "echo hi" }] };

test.each(formats)(
  "$name: an answer carries text, tool call and tokens, streamed or whole",
  async (format) => {
    const server = await serve((request) => {
      expect(request).toMatchObject({ format: format.name, model: "m", iteration: 2, step: 0 });
      return turn;
    });
    for (const stream of [false, true]) {
      const response = await ask(server, format, stream);
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(text).toContain("echo hi");
      expect(text).toContain(format.toolName);
      expect(text).toContain(stream ? "A text that " : turn.text);
      expect(text.includes("data: ")).toBe(stream);
    }
    const usages = server.served.map(({ usage }) => usage);
    expect(usages).toEqual([ownUsage(1, format.name), ownUsage(2, format.name)]);
    expect(totalUsage(server.served).outputTokens).toBe(42 + 44);
  },
);

test.each(formats)("$name: a cut stream is no answer that was served", async (format) => {
  const server = await serve(() => ({ ...turn, cut: true }));
  const response = await ask(server, format, true);
  await expect(response.text()).rejects.toThrow("terminated");
  expect(server.served).toMatchObject([{ status: 200, usage: null }]);
});

test.each(formats)("$name: an error carries its status and when to try again", async (format) => {
  const server = await serve(() => ({ status: 429, retryAfterS: 7 }));
  const response = await ask(server, format, true);
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("7");
  expect(await response.text()).toContain("Rate limit reached");
  expect(server.served).toMatchObject([{ status: 429, usage: null }]);
});

test("a request without tools is answered beside the script, and counted", async () => {
  const server = await serve(() => {
    throw new Error("not for the script");
  });
  const response = await ask(
    server,
    { ...openaiChat, body: { ...openaiChat.body, tools: [] } },
    false,
  );
  expect(await response.text()).toContain("Scripted title");
  expect(server.served).toMatchObject([
    { request: { auxiliary: true }, usage: ownUsage(1, "openai-chat") },
  ]);
});

test("a request counts the batches of results since the person's last words", async () => {
  const steps: number[] = [];
  const server = await serve(({ step }) => {
    steps.push(step);
    return {};
  });
  const say = (role: string) => ({ role, content: "…" });
  for (const roles of [
    ["user"],
    ["user", "assistant", "tool", "tool"],
    ["user", "assistant", "tool", "user", "assistant", "tool"],
    ["user", "assistant", "tool", "assistant", "user"],
  ]) {
    const body = { ...openaiChat.body, messages: roles.map(say) };
    await (await ask(server, { ...openaiChat, body }, false)).text();
  }
  expect(steps).toEqual([0, 1, 2, 0]);
});

test("a request that hangs gets nothing until the server closes", async () => {
  const server = await startModelServer({ script: () => ({ hang: true }), cwd: "/work" });
  const waiting = ask(server, openaiChat, true).then(
    () => "answered",
    () => "closed",
  );
  await expect.poll(() => server.served.length).toBe(1);
  await server.close();
  expect(await waiting).toBe("closed");
});
