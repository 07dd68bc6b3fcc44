import { expect, test } from "./fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll, takePictures } from "./page.ts";

test("the printed link signs the browser in and shows the page", async ({ page, server }) => {
  await page.goto(server.link);
  await expect(page.getByRole("heading").first()).toBeVisible();
  expect(page.url(), "the token does not stay in the address").not.toContain("token=");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await takePictures(page, "first-run");
});

test("a server that is killed comes back with its data on the same address", async ({ server }) => {
  const { url } = server;
  const before = await server.client.settings.update.mutate({ maxConcurrentRuns: 7 });
  await server.restart({ signal: "SIGKILL" });
  expect(server.url).toBe(url);
  expect(await server.client.settings.get.query()).toEqual(before);
});
