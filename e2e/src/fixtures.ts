import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base, type TestInfo } from "@playwright/test";
import { processesOf } from "./processes.ts";
import { SignalboxServer } from "./server.ts";

export { expect } from "@playwright/test";

/** How long a stopped run may take to be gone, with the whole stop ladder behind it. */
const goneTimeoutMs = 60_000;

interface Fixtures {
  /** An empty folder for the test's own repositories; gone afterwards. */
  folder: string;
  /** What the server finds in its environment beside PATH and an empty HOME. */
  serverEnvironment: Record<string, string>;
  /** What the browser may complain about in this test; anything else in its console fails it. */
  allowedComplaints: RegExp[];
  /** Watches the browser's console in every test: errors of scripts, and what the content security policy refused. */
  consoleWatch: void;
  /** The built server, ready, on a fresh data folder. Afterwards: its runs are stopped, and no process may be left. */
  server: SignalboxServer;
}

export const test = base.extend<Fixtures>({
  // Each step of the scripted demo agent takes this long: fast, yet one after the other.
  serverEnvironment: [{ SIGNALBOX_DEMO_PACE_MS: "5" }, { option: true }],

  allowedComplaints: [[], { option: true }],

  consoleWatch: [
    // With the server, so that it looks before that one is stopped.
    async ({ page, server: _server, allowedComplaints }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") {
          complaints.push(message.text());
        }
      });
      await use();
      const unexpected = complaints.filter(
        (text) => !allowedComplaints.some((allowed) => allowed.test(text)),
      );
      expect(unexpected, "the browser's console").toEqual([]);
    },
    { auto: true },
  ],

  folder: async ({}, use) => {
    // The real path: temporary folders are symbolic links on macOS, and git tells real paths.
    const folder = await realpath(await mkdtemp(join(tmpdir(), "signalbox-e2e-")));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  server: async ({ folder, serverEnvironment }, use, testInfo) => {
    // An empty HOME: neither the person's git configuration nor their agents' logins have a part in a test.
    const userHome = join(folder, "user");
    await mkdir(userHome);
    const server = new SignalboxServer({
      home: join(folder, "home"),
      environment: { PATH: process.env.PATH ?? "", HOME: userHome, ...serverEnvironment },
    });
    try {
      await server.start();
      await use(server);
    } finally {
      await endEverything(server, folder, testInfo);
    }
  },
});

/** Stops the runs through the API, then the server; fails the test when a process of it is still alive, and kills that. */
async function endEverything(
  server: SignalboxServer,
  folder: string,
  testInfo: TestInfo,
): Promise<void> {
  try {
    if (server.url !== "") {
      // Runs outlive the server: a test that ended it may have left some.
      if (!server.isRunning) {
        await server.start();
      }
      await stopRuns(server);
    }
    await server.stop();
    await expect
      .poll(async () => processesOf(folder), {
        message: "no process is left behind",
        timeout: goneTimeoutMs,
      })
      .toEqual([]);
  } finally {
    for (const { pid } of await processesOf(folder)) {
      process.kill(pid, "SIGKILL");
    }
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("server.log", { body: server.log, contentType: "text/plain" });
    }
  }
}

async function stopRuns(server: SignalboxServer): Promise<void> {
  for (const status of ["queued", "running"] as const) {
    const { items } = await server.client.sessions.list.query({ status });
    for (const session of items) {
      if (session.latestRun) {
        // It may end by itself in this very moment: what counts is that it is gone afterwards.
        await server.client.runs.stop
          .mutate({ runId: session.latestRun.id, force: true })
          .catch(() => undefined);
      }
    }
  }
}
