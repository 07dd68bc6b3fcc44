import { expect, test } from "vitest";
import { readEnvironment } from "./env.ts";

test("without settings the server is for this machine alone, on the known port", () => {
  expect(readEnvironment({})).toMatchObject({ host: "127.0.0.1", port: 4870, publicUrl: null });
});

test("agents get the person's environment without the server's own settings", () => {
  const { agentEnv } = readEnvironment({
    PATH: "/bin",
    SIGNALBOX_HOME: "/somewhere",
    SIGNALBOX_DEMO_PACE_MS: "5",
  });
  expect(agentEnv).toEqual({ PATH: "/bin", SIGNALBOX_DEMO_PACE_MS: "5" });
});

test.each([{ SIGNALBOX_PORT: "x" }, { SIGNALBOX_PORT: "-1" }, { SIGNALBOX_PUBLIC_URL: "nope" }])(
  "%j is refused",
  (env) => {
    expect(() => readEnvironment(env)).toThrow(Object.keys(env)[0]);
  },
);
