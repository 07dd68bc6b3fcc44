import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { seedBoard } from "./seed-board.ts";
import { withScratch } from "../scratch.ts";
import { startServer } from "../server.ts";
import { duration } from "../statistics.ts";
import type { Row } from "../table.ts";
import { readFigures, withPage } from "./browser.ts";
import { webRow } from "./web-row.ts";

const scriptBar = 200_000;
const shiftBar = 0.02;
/** After this much time everything that was asked for is there. */
const settleMs = 2000;

declare global {
  // Put there by the script below; a property of the page's window.
  // eslint-disable-next-line no-var
  var benchIdleWork: (() => void)[] | undefined;
}

/**
 * Runs in the page: what it would do when it is idle waits, so that it can be told from what the overview needs. As text, since what
 * compiles this program would put helpers into a function that the page does not have.
 */
const holdIdleWork = `
  globalThis.benchIdleWork = [];
  globalThis.requestIdleCallback = (work) =>
    globalThis.benchIdleWork.push(() => work({ didTimeout: false, timeRemaining: () => 50 }));
`;

/** The overview with twenty sessions on six repositories, opened by a browser that has nothing of it yet. */
export async function firstLoad(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const server = await startServer(scratch, []);
    try {
      await seedBoard(server, scratch);
      return await withPage(server.link, async (page) => {
        await page.addInitScript({ content: holdIdleWork });
        const session = await page.context().newCDPSession(page);
        await session.send("Network.setCacheDisabled", { cacheDisabled: true });
        const sizes: Promise<number>[] = [];
        page.on("response", (response) => {
          if (/javascript/.test(response.headers()["content-type"] ?? ""))
            sizes.push(response.body().then((body) => gzipSync(body).length));
        });
        const total = async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
        await page.goto(server.url);
        await page
          .getByRole("main")
          .getByRole("link", { name: /Session 0/ })
          .first()
          .waitFor();
        await page.getByRole("img", { name: /runs/i }).first().waitFor();
        await page.waitForLoadState("networkidle");
        const scriptBytes = await total();
        await page.evaluate(() => globalThis.benchIdleWork?.splice(0).forEach((work) => work()));
        await delay(settleMs);
        const laterBytes = (await total()) - scriptBytes;
        const firstPaintMs = await page.evaluate(
          () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
        );
        const { layoutShift } = await readFigures(page);
        return [
          webRow(
            "first load",
            "compressed script that the overview loads",
            `${(scriptBytes / 1000).toFixed(0)} kB`,
            "< 200 kB",
            scriptBytes < scriptBar,
          ),
          webRow(
            "first load",
            "further script that it fetches when it has nothing else to do",
            `${(laterBytes / 1000).toFixed(0)} kB`,
            "",
            null,
          ),
          webRow(
            "first load",
            "first paint of the overview with 20 sessions, nothing cached",
            duration(firstPaintMs),
            "",
            null,
          ),
          webRow(
            "first load",
            "layout shift of the overview while it loads",
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
