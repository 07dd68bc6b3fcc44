import type { AgentStatus } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { preferredAgent } from "./agent-order.ts";

const agent = (id: string, available = true): AgentStatus => ({
  id,
  name: id,
  description: "",
  builtIn: true,
  available,
  version: null,
  reason: null,
  help: [],
  path: null,
  login: "unknown",
  supported: null,
  checkedAt: "2026-01-01T00:00:00.000Z",
  abilities: {
    resume: false,
    steer: false,
    model: false,
    efforts: [],
    drivings: [],
    cost: "unknown",
  },
});

describe("preferredAgent", () => {
  const agents = [agent("demo"), agent("claude", false), agent("codex"), agent("pi")];
  it("is the default when it works here", () => expect(preferredAgent(agents, "pi")).toBe("pi"));
  it("is the first real one that works when the default does not", () =>
    expect(preferredAgent(agents, "claude")).toBe("codex"));
  it("is the demo agent when no real one works", () =>
    expect(preferredAgent([agent("demo"), agent("claude", false)], null)).toBe("demo"));
  it("is none when none works", () =>
    expect(preferredAgent([agent("demo", false)], null)).toBeNull());
});
