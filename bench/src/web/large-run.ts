import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { agentOf, program } from "../programs.ts";
import { withScratch } from "../scratch.ts";
import { startRun, startServer, type BenchServer } from "../server.ts";
import { count, duration, megabytes, percentile } from "../statistics.ts";
import type { Row } from "../table.ts";
import { heapBytes, readFigures, resetFigures, withPage } from "./browser.ts";
import { webRow } from "./web-row.ts";

const lines = 1_000_000;
const openings = 5;
const jumps = 40;
const openBarMs = 500;
const heapBar = 150_000_000;
const shiftBar = 0.02;

/** A run of 1,000,000 events: opened at its end, and read here and there. */
export async function largeRun(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const server = await startServer(scratch, [agentOf("long", program("flood", lines))]);
    try {
      const { runId, sessionId } = await startRun(server, "long");
      const { lastSeq } = await untilEnded(server, runId);
      return await withPage(server.link, async (page) => {
        const address = `/sessions/${sessionId}`;
        const openMs: number[] = [];
        for (let opening = 0; opening < openings; opening += 1) {
          await page.goto(server.url);
          openMs.push(await openFromOverview(page, address));
        }
        const coldMs = await openCold(page, `${server.url}${address}`);
        await resetFigures(page);
        const { jumpMs } = await wander(page);
        const { layoutShift, longTasks } = await readFigures(page);
        const heap = await heapBytes(page);
        const median = percentile(openMs, 0.5);
        return [
          webRow(
            "large run",
            `a run of ${count(lastSeq)} events opened at its end from the overview, median of ${openings}`,
            `${duration(median)}, worst ${duration(Math.max(...openMs))}`,
            "< 500 ms",
            median < openBarMs,
          ),
          webRow(
            "large run",
            "the same by its address, the whole page loaded anew",
            duration(coldMs),
            "",
            null,
          ),
          webRow(
            "large run",
            `a jump to anywhere in it, ${jumps} jumps`,
            `p50 ${duration(percentile(jumpMs, 0.5))}, p95 ${duration(percentile(jumpMs, 0.95))}`,
            "p95 < 500 ms",
            percentile(jumpMs, 0.95) < openBarMs,
          ),
          webRow(
            "large run",
            "tasks over 50 ms in those jumps",
            longTasks.length === 0
              ? "none"
              : `${longTasks.length}, longest ${duration(Math.max(...longTasks))}`,
            "",
            null,
          ),
          webRow(
            "large run",
            "heap of the tab after them",
            megabytes(heap),
            "< 150 MB",
            heap < heapBar,
          ),
          webRow(
            "large run",
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

async function untilEnded({ client }: BenchServer, runId: string) {
  for (;;) {
    const run = await client.runs.get.query({ id: runId });
    if (run.endedAt !== null) return run;
    await delay(100);
  }
}

/** From the click on the session to the frame in which the run's last row is drawn, in ms, by the page's own clock. */
async function openFromOverview(page: Page, address: string): Promise<number> {
  await page.locator(`a[href="${address}"]`).first().waitFor();
  return page.evaluate(async (href) => {
    const startedAt = performance.now();
    document.querySelector<HTMLElement>(`a[href="${href}"]`)?.click();
    while (!document.querySelector('[data-row="end"]'))
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - startedAt;
  }, address);
}

async function openCold(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: "commit" });
  await page.locator('[data-row="end"]').waitFor();
  return page.evaluate(() => performance.now());
}

/** Jump to places all over the run; gives how long each took until its rows were drawn, in ms. */
async function wander(page: Page): Promise<{ jumpMs: number[] }> {
  const rail = page.getByRole("slider", { name: "Position in the run" });
  const box = await rail.boundingBox();
  if (!box) throw new Error("the rail is not to be seen");
  const jumpMs: number[] = [];
  for (let jump = 0; jump < jumps; jump += 1) {
    // Far from each other, and never twice the same.
    const share = ((jump * 0.618) % 1) * 0.96 + 0.02;
    const wanted = Math.round(share * lines);
    const startedAt = performance.now();
    await page.mouse.click(box.x + box.width / 2, box.y + share * box.height);
    await page.waitForFunction(
      ({ seq, slack }) =>
        [...document.querySelectorAll<HTMLElement>("[data-seq]")].some(
          (element) => Math.abs(Number(element.dataset["seq"]) - seq) < slack,
        ),
      // As exact as a pixel of the rail is.
      { seq: wanted, slack: (lines / box.height) * 3 },
    );
    jumpMs.push(performance.now() - startedAt);
  }
  return { jumpMs };
}
