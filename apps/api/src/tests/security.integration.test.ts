import { readFile, stat, writeFile } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createTestApi, type TestApi } from "../testing/create-test-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

afterAll(() => api.close());

interface Answer {
  status: number;
  body: string;
  cookie: string | undefined;
  location: string | undefined;
}

/** A request with headers that `fetch` would not let a caller set. */
function send(target: string, headers: Record<string, string>, form?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(target, api.app.url),
      { headers, method: form === undefined ? "GET" : "POST" },
      (response) => {
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString()));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            body,
            cookie: response.headers["set-cookie"]?.[0],
            location: response.headers.location,
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(form);
  });
}

/** Try a WebSocket: "open", or the HTTP status that refused the upgrade. */
function upgrade(headers: Record<string, string>, target = "/trpc"): Promise<"open" | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${api.app.url.replace("http", "ws")}${target}`, { headers });
    socket.on("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.on("unexpected-response", (outgoing, response) => {
      resolve(response.statusCode ?? 0);
      outgoing.destroy();
    });
    socket.on("error", reject);
  });
}

const bearer = () => ({ authorization: `Bearer ${api.app.token}` });
const port = () => new URL(api.app.url).port;

test("the token is the content of a file that only its owner can read", async () => {
  const file = path.join(api.home, "token");
  expect((await readFile(file, "utf8")).trim()).toBe(api.app.token);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(api.home, "signalbox.db"))).mode & 0o777).toBe(0o600);
  expect((await stat(api.home)).mode & 0o777).toBe(0o700);
});

test.each([
  ["no token", {}],
  ["a wrong token", { authorization: "Bearer wrong" }],
  ["an empty token", { authorization: "Bearer " }],
  ["another scheme", { authorization: "Basic d3Jvbmc=" }],
  ["a made-up cookie", { cookie: "signalbox=1" }],
])("with %s the API and its socket answer 401", async (_, headers) => {
  const answer = await send("/trpc/system.info", headers);
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body).error.data.domain).toMatchObject({ code: "UNAUTHORIZED" });
  expect(await upgrade(headers)).toBe(401);
});

test.each([
  "repositories.suggestedChecks",
  "repositories.promptFiles",
  "repositories.promptFile",
  "runs.outline",
  "runs.search",
  "runs.filter",
  "sessions.counts",
  "stats.activity",
])(
  "%s, which reads files or rows, answers nobody without a token or from elsewhere",
  async (name) => {
    expect((await send(`/trpc/${name}`, {})).status).toBe(401);
    const foreign = { ...bearer(), origin: "http://evil.example" };
    expect((await send(`/trpc/${name}`, foreign)).status).toBe(403);
  },
);

test("health is told to anyone on this machine, and nothing else", async () => {
  const health = await send("/healthz", {});
  expect(health).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  for (const target of ["/", "/index.html", "/assets/x.js", "/trpc/system.info", "/nowhere"]) {
    expect((await send(target, {})).status).toBe(401);
  }
});

test("a foreign Host is refused with 403, on HTTP and on upgrade, with any token", async () => {
  for (const host of [
    "evil.example",
    `evil.example:${port()}`,
    "127.0.0.1",
    "127.0.0.1:1",
    `localhost.evil.example:${port()}`,
    `127.0.0.1.nip.io:${port()}`,
  ]) {
    const headers = { ...bearer(), host };
    const answer = await send("/trpc/system.info", headers);
    expect([host, answer.status]).toEqual([host, 403]);
    expect(JSON.parse(answer.body).error.data.domain.code).toBe("FORBIDDEN_ORIGIN");
    expect(await upgrade(headers)).toBe(403);
  }
  expect((await send("/healthz", { host: "evil.example" })).status).toBe(403);
});

test("a foreign Origin is refused with 403, on HTTP and on upgrade, with any token", async () => {
  for (const origin of [
    "http://evil.example",
    "null",
    `https://127.0.0.1:${port()}`,
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    `http://127.0.0.1:${port()}.evil.example`,
  ]) {
    const headers = { ...bearer(), origin };
    expect([origin, (await send("/trpc/system.info", headers)).status]).toEqual([origin, 403]);
    expect(await upgrade(headers)).toBe(403);
  }
});

test("the server's own addresses are let in", async () => {
  for (const name of ["127.0.0.1", "localhost", "[::1]"]) {
    const host = `${name}:${port()}`;
    const headers = { ...bearer(), host, origin: `http://${host}` };
    expect((await send("/trpc/system.info", headers)).status).toBe(200);
    expect(await upgrade(headers)).toBe("open");
  }
});

test("no answer allows another origin to read it", async () => {
  const response = await api.fetch("/trpc/system.info");
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("a link lets one browser in, once: the cookie is HttpOnly, strict, and not the token", async () => {
  const link = api.app.newLink();
  const answer = await send(link, {});
  expect(answer).toMatchObject({ status: 303, location: "/" });
  expect(answer.cookie).toContain("HttpOnly");
  expect(answer.cookie).toContain("SameSite=Strict");
  expect(answer.cookie).toContain(`signalbox_${port()}=`);
  expect(answer.cookie).not.toContain(api.app.token);
  const cookie = answer.cookie?.split(";")[0] ?? "";
  expect((await send("/trpc/system.info", { cookie })).status).toBe(200);
  expect(await upgrade({ cookie })).toBe("open");
  const again = await send(link, { accept: "text/html" });
  expect(again.status).toBe(401);
  expect(again.cookie).toBeUndefined();
  expect(again.body).toContain("Signalbox is locked");
});

test("the locked page's form takes the token, and no other word", async () => {
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    origin: api.app.url,
  };
  expect((await send("/unlock", headers, "token=wrong")).status).toBe(401);
  expect((await send("/unlock", headers, "token[]=a&token[]=b")).status).toBe(401);
  expect((await send("/unlock", headers, "")).status).toBe(401);
  const right = await send("/unlock", headers, `token=${api.app.token}`);
  expect(right.status).toBe(303);
  const foreign = { ...headers, origin: "http://evil.example" };
  expect((await send("/unlock", foreign, `token=${api.app.token}`)).status).toBe(403);
});

test("a browser stays let in over a restart, until the token is made anew", async () => {
  const own = await createTestApi();
  try {
    const unlock = async () => {
      const response = await fetch(own.app.newLink(), { redirect: "manual" });
      return response.headers.get("set-cookie")?.split("=")[1]?.split(";")[0] ?? "";
    };
    const statusWith = async (value: string) => {
      const cookie = `signalbox_${new URL(own.app.url).port}=${value}`;
      return (await fetch(`${own.app.url}/trpc/system.info`, { headers: { cookie } })).status;
    };
    const cookie = await unlock();
    await own.restart();
    expect(await statusWith(cookie)).toBe(200);
    await writeFile(path.join(own.home, "token"), "another-token-altogether");
    await own.restart();
    expect(await statusWith(cookie)).toBe(401);
  } finally {
    await own.close();
  }
});

test("errors carry a code and no stack trace, whatever is sent", async () => {
  const requests: [string, RequestInit?][] = [
    ["/trpc/no.such.procedure"],
    ["/trpc/sessions.get?input=not-json"],
    ["/trpc/sessions.get?input=%7B%22id%22%3A%5B%5D%7D"],
    ["/trpc/sessions.create"],
    [
      "/trpc/sessions.create",
      { method: "POST", body: "{", headers: { "content-type": "application/json" } },
    ],
    [
      "/trpc/sessions.create",
      { method: "POST", body: "x=1", headers: { "content-type": "text/plain" } },
    ],
    ["/trpc/system.info", { method: "DELETE" }],
    [
      "/trpc/sessions.create",
      {
        method: "POST",
        body: `"${"x".repeat(3_000_000)}"`,
        headers: { "content-type": "application/json" },
      },
    ],
  ];
  for (const [target, init] of requests) {
    const response = await api.fetch(target, init);
    const text = await response.text();
    expect([target, response.status >= 400 && response.status < 500]).toEqual([target, true]);
    expect(text).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules|"stack"/);
  }
});

test("a query that only looks like the printed link lets nobody in", async () => {
  for (const target of ["/?x=?token=1", "/?x=%26token=1", "/?tokens=1"]) {
    expect((await send(target, {})).status).toBe(401);
  }
});

test("what is open to anyone is not open to a WebSocket", async () => {
  for (const target of ["/healthz", "/unlock", "/?token=1"]) {
    expect(await upgrade({}, target)).toBe(401);
  }
});
