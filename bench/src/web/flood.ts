import { agentOf, program } from "../programs.ts";
import { withScratch } from "../scratch.ts";
import { startRun, startServer } from "../server.ts";
import { count, duration, megabytes } from "../statistics.ts";
import type { Row } from "../table.ts";
import { heapBytes, readFigures, resetFigures, withPage } from "./browser.ts";
import { webRow } from "./web-row.ts";

const perSecond = 2000;
const seconds = 60;
const heapBar = 150_000_000;
const shiftBar = 0.02;

/** The session page open on a run that prints 2,000 lines a second for a minute. */
export async function flood(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const server = await startServer(scratch, [
      agentOf("steady", program("steady", perSecond, seconds)),
    ]);
    try {
      return await withPage(server.link, async (page) => {
        const { sessionId, runId } = await startRun(server, "steady");
        await page.goto(`${server.url}/sessions/${sessionId}`);
        await page.getByRole("region", { name: "Timeline" }).waitFor();
        // What opening the page costs is measured elsewhere.
        await page.locator('[data-row="output"]').first().waitFor();
        await resetFigures(page);
        await page.locator('[data-row="end"]').waitFor({ timeout: (seconds + 60) * 1000 });
        const { longTasks, layoutShift } = await readFigures(page);
        const { lastSeq } = await server.client.runs.get.query({ id: runId });
        const heap = await heapBytes(page);
        const longest = Math.max(0, ...longTasks);
        return [
          webRow(
            "flood",
            `tasks over 50 ms while a run brings ${count(lastSeq)} events in ${seconds} s`,
            longTasks.length === 0 ? "none" : `${longTasks.length}, longest ${duration(longest)}`,
            "none",
            longTasks.length === 0,
          ),
          webRow(
            "flood",
            "heap of the tab at its end",
            megabytes(heap),
            "< 150 MB",
            heap < heapBar,
          ),
          webRow(
            "flood",
            "layout shift meanwhile",
            layoutShift.toFixed(4),
            "< 0.02",
            layoutShift < shiftBar,
          ),
        ];
      });
    } finally {
      await server.stop();
    }
  });
}
