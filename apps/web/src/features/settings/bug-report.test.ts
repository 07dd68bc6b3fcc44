import { expect, it } from "vitest";
import { bugReport } from "./bug-report.ts";

it("tells versions and sizes, and nothing that is the person's own", () => {
  const agent = { version: null, available: true, login: "yes" as const, builtIn: true };
  const info = {
    version: "0.1.0",
    home: "/home/somebody/.signalbox",
    startedAt: "2026-11-24T12:00:00.000Z",
    orchestrators: [],
    agents: [
      { ...agent, id: "claude", version: "2.1.0", path: "/home/somebody/bin/claude" },
      { ...agent, id: "secret-project", builtIn: false },
    ],
    sizes: { databaseBytes: 2_000, journalBytes: 3_000_000, journalCount: 4, worktreeCount: 5 },
  };
  const browser = { userAgent: "Browser 1", language: "en", theme: "dark" };
  const report = bugReport(info, browser, new Date("2026-11-24T13:00:00.000Z"));
  expect(report).toContain("claude: 2.1.0, available, login yes");
  expect(report).toContain("database 2 kB, 4 journals of 3 MB, 5 worktrees");
  expect(report).toContain("defined by the person: 1, of which available: 1");
  expect(report).not.toMatch(/somebody|secret/i);
});
