import { expect, test } from "./fixtures.ts";
import {
  expectAccessible,
  expectAccessibleInBothThemes,
  expectNoSidewaysScroll,
  takePictures,
} from "./page.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";

/** Three sessions without a run, in one repository; their ids by name. */
async function makeSessions(server: SignalboxServer, folder: string) {
  const path = await makeRepository(folder, "boxes");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const ids = new Map<string, string>();
  for (const name of ["Paint the door", "Oil the hinges", "Mend the roof"]) {
    const { id } = await server.client.sessions.create.mutate({ repositoryId, name });
    ids.set(name, id);
  }
  return ids;
}

test("with keys alone: to any session, to what can be done, and to the map of all keys", async ({
  page,
  server,
  folder,
}) => {
  const ids = await makeSessions(server, folder);
  await page.goto(server.link);
  const palette = page.getByRole("dialog", { name: "Search or run" });
  const field = palette.getByRole("combobox", { name: "Search or run" });
  const active = page.getByRole("navigation", { name: "Active" });
  await expect(active.getByRole("link")).toHaveCount(3);

  // What is typed finds sessions, wherever the words stand.
  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "palette");
  await page.keyboard.type("hinges oil");
  await expect(palette.getByRole("option").first()).toContainText("Oil the hinges");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${server.url}/sessions/${ids.get("Oil the hinges")}`);
  await expect(page.getByRole("main")).toBeFocused();

  // By its number in the rail, then two strokes back to the last one.
  const first = await active.getByRole("link").first().getAttribute("href");
  await page.keyboard.press("g");
  await page.keyboard.press("1");
  await expect(page).toHaveURL(`${server.url}${first}`);
  // Looked at is what was seen: its name stands there.
  const firstName = [...ids.keys()].find((name) => first?.endsWith(ids.get(name) ?? ""));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(firstName ?? "");
  await page.keyboard.press("g");
  await page.keyboard.press("3");
  const third = await active.getByRole("link").nth(2).getAttribute("href");
  await expect(page).toHaveURL(`${server.url}${third}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${server.url}${first}`);

  // What the page in view can do, a setting, a repository, a new session in it.
  for (const [words, option] of [
    ["rename", "Rename session"],
    ["land", "Land…"],
    ["text size", "Text size"],
    ["boxes", "New session in boxes"],
  ] as const) {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
    await page.keyboard.type(words);
    await expect(palette.getByRole("option", { name: option }).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
  }
  await page.keyboard.press("Control+k");
  await page.keyboard.type("rename session");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  const map = page.getByRole("dialog", { name: "Keyboard" });
  await expect(map).toContainText("Land…");
  await expect(map).toContainText("Go to an active session, by its number");
  await expectAccessible(page);
  await takePictures(page, "keyboard-map");
  await page.keyboard.press("Escape");
  await expect(map).toBeHidden();

  // The rail is narrow after a reload, too; its icons have names.
  await page.keyboard.press("Control+b");
  await page.reload();
  await expect(page.getByRole("button", { name: "Widen the side bar" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Repositories" })).toBeVisible();
  await expectAccessible(page);
});

test("on a phone the bar leads everywhere, and at 200 % and 320 pixels nothing is cut off", async ({
  page,
  server,
  folder,
}) => {
  await makeSessions(server, folder);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(server.link);
  const bar = page.getByRole("navigation", { name: "Main" });
  await bar.getByRole("link", { name: "Repositories" }).click();
  await expect(page.getByRole("heading", { name: "Repositories", level: 1 })).toBeVisible();
  await bar.getByRole("button", { name: "More" }).click();
  const more = page.getByRole("dialog", { name: "More" });
  await expect(more.getByRole("link", { name: "Mend the roof" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await more.getByRole("link", { name: "Mend the roof" }).click();
  await expect(more).toBeHidden();
  await expect(page.getByRole("heading", { name: "Mend the roof", level: 1 })).toBeVisible();
  await bar.getByRole("link", { name: "New session" }).click();
  await expect(page.getByRole("dialog", { name: "New session" })).toBeVisible();
  await page.keyboard.press("Escape");

  // 1440 and 640 pixels at 200 %: the bar of a phone.
  for (const viewport of [
    { width: 720, height: 450 },
    { width: 320, height: 640 },
  ]) {
    await page.setViewportSize(viewport);
    for (const address of ["/", "/repositories", "/agents", "/settings", "/nowhere"]) {
      await page.goto(server.url + address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(bar).toBeInViewport({ ratio: 1 });
      await expectNoSidewaysScroll(page);
    }
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Search or run" })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
  }
});

test("the page can be installed: manifest and icons are there, of the right kinds", async ({
  page,
  server,
}) => {
  await page.goto(server.link);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  const devtools = await page.context().newCDPSession(page);
  // With the browser's own reading of it, and so with its cookie.
  const { url, errors, data } = await devtools.send("Page.getAppManifest");
  expect(url).toBe(`${server.url}/manifest.webmanifest`);
  expect(errors).toEqual([]);
  const manifest: { icons: { src: string; type: string }[] } = JSON.parse(data ?? "{}");
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  const expected = new Map([
    ["/manifest.webmanifest", "application/manifest+json"],
    ["/icons/apple-touch-icon.png", "image/png"],
    ...manifest.icons.map(({ src, type }) => [src, type] as const),
  ]);
  for (const [path, type] of expected) {
    const answer = await page.request.get(server.url + path);
    expect(answer.headers()["content-type"], path).toContain(type);
  }
});

test.describe("without a server", () => {
  // The browser itself writes a failed connection down as an error.
  test.use({ allowedComplaints: [/net::ERR_/] });

  test("a lost connection is told over the page and moves nothing; then, that it is back", async ({
    page,
    server,
    folder,
  }) => {
    await makeSessions(server, folder);
    await page.goto(server.link);
    const heading = page.getByRole("heading", { name: "Overview", level: 1 });
    const before = await heading.boundingBox();
    // The charts come last; a part of the page that was never fetched cannot be shown without a server.
    await expect(page.getByRole("img", { name: /^Runs a day/ })).toBeVisible();
    await server.stop();
    await expect(page.getByText("The server does not answer.")).toBeVisible();
    await expect(page.getByText(/^Lost since .*Trying again/)).toBeVisible();
    await expect(page.locator("[data-connection=reconnecting]")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await takePictures(page, "connection-lost");
    expect(await heading.boundingBox()).toEqual(before);
    await server.start();
    await expect(page.getByText("Connected again. The page is up to date.")).toBeVisible();
    await expect(page.getByText("The server does not answer.")).toBeHidden();
    expect(await heading.boundingBox()).toEqual(before);
  });
});
