import { gzipSync } from "node:zlib";
import { seedBoard } from "./seed-board.ts";
import { withScratch } from "../scratch.ts";
import { startServer } from "../server.ts";
import { duration } from "../statistics.ts";
import type { Row } from "../table.ts";
import { readFigures, withPage } from "./browser.ts";

const scriptBar = 200_000;
const shiftBar = 0.02;

/** The overview with twenty sessions on six repositories, opened by a browser that has nothing of it yet. */
export async function firstLoad(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const server = await startServer(scratch, []);
    try {
      await seedBoard(server, scratch);
      return await withPage(server.link, async (page) => {
        // Signed in now; the second context of the measurement is a fresh cache.
        const session = await page.context().newCDPSession(page);
        await session.send("Network.setCacheDisabled", { cacheDisabled: true });
        const bodies: Promise<number>[] = [];
        page.on("response", (response) => {
          const type = response.headers()["content-type"] ?? "";
          if (/javascript/.test(type))
            bodies.push(response.body().then((body) => gzipSync(body).length));
        });
        await page.goto(server.url);
        await page
          .getByRole("link", { name: /Session 0/ })
          .first()
          .waitFor();
        await page.waitForLoadState("networkidle");
        const scriptBytes = (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0);
        const firstPaintMs = await page.evaluate(
          () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
        );
        const { layoutShift } = await readFigures(page);
        return [
          {
            id: "first load",
            what: "compressed script that the overview loads",
            figure: `${(scriptBytes / 1000).toFixed(0)} kB`,
            baseline: "",
            ratio: null,
            bar: "< 200 kB",
            reached: scriptBytes < scriptBar,
          },
          {
            id: "first load",
            what: "first paint of the overview with 20 sessions, nothing cached",
            figure: duration(firstPaintMs),
            baseline: "",
            ratio: null,
            bar: "",
            reached: null,
          },
          {
            id: "first load",
            what: "layout shift of the overview while it loads",
            figure: layoutShift.toFixed(4),
            baseline: "",
            ratio: null,
            bar: "< 0.02",
            reached: layoutShift < shiftBar,
          },
        ];
      });
    } finally {
      await server.stop();
    }
  });
}
