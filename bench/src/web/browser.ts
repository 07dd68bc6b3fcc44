import { chromium, type Page } from "@playwright/test";

/** What the page saw of itself since it was opened or last asked. */
export interface PageFigures {
  /** Tasks longer than 50 ms on the main thread, in ms each. */
  longTasks: number[];
  /** The layout shift score as Lighthouse counts it: the worst burst of shifts that nobody caused. */
  layoutShift: number;
}

interface Watch {
  longTasks: number[];
  shifts: { at: number; value: number }[];
}
declare global {
  // Put there by the script below; a property of the page's window.
  // eslint-disable-next-line no-var
  var benchWatch: Watch | undefined;
}

/** A burst of layout shifts ends after a second of quiet, or after five seconds: the definition of cumulative layout shift. */
const burstGapMs = 1000;
const burstMs = 5000;

/** Runs in the page, before its own scripts. */
function watchPage(): void {
  const watch: Watch = { longTasks: [], shifts: [] };
  globalThis.benchWatch = watch;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watch.longTasks.push(entry.duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // The library has no type for these entries yet.
      const value = "value" in entry ? Number(entry.value) : 0;
      const isCaused = "hadRecentInput" in entry && entry.hadRecentInput === true;
      if (!isCaused) watch.shifts.push({ at: entry.startTime, value });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Give `work` a page of 1440 × 900 in a browser of its own that is signed in by `link`; the browser is closed afterwards. */
export async function withPage<Result>(
  link: string,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"],
    // Heap sizes are rounded without the second flag.
    args: ["--no-sandbox", "--enable-precise-memory-info"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watchPage);
    await page.goto(link);
    await page.getByRole("main").waitFor();
    return await work(page);
  } finally {
    await browser.close();
  }
}

/** Begin to count anew, in the page as it is. */
export async function resetFigures(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (!globalThis.benchWatch) return;
    globalThis.benchWatch.longTasks = [];
    globalThis.benchWatch.shifts = [];
  });
}

/** What the page saw since it was opened, or since `resetFigures`. */
export async function readFigures(page: Page): Promise<PageFigures> {
  const watch = await page.evaluate(() => globalThis.benchWatch);
  if (!watch) throw new Error("the page has no watch");
  return { longTasks: watch.longTasks, layoutShift: worstBurst(watch.shifts) };
}

function worstBurst(shifts: Watch["shifts"]): number {
  let worst = 0;
  let sum = 0;
  let startedAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const { at, value } of shifts) {
    if (at - lastAt > burstGapMs || at - startedAt > burstMs) {
      sum = 0;
      startedAt = at;
    }
    sum += value;
    lastAt = at;
    worst = Math.max(worst, sum);
  }
  return worst;
}

/** The bytes of the page's JavaScript heap that are in use after a collection of what is not. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
