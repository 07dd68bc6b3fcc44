import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, takePictures } from "./page.ts";

const catalog = join(import.meta.dirname, "../../apps/web/src/locales/zh.po");

/** A text of a gettext catalog, which may be cut into lines. */
function textOf(lines: string): string {
  return lines
    .split("\n")
    .map((line) => String(JSON.parse(line)))
    .join("");
}

/** The English messages that Chinese says otherwise, each as a pattern of all that it can become. Plurals and tags come in parts. */
async function englishMessages(): Promise<RegExp[]> {
  const entries = (await readFile(catalog, "utf8")).matchAll(
    /^msgid (".*"(?:\n".*")*)\nmsgstr (".*"(?:\n".*")*)$/gm,
  );
  return [...entries].flatMap(([, english = "", chinese = ""]) => {
    const words = textOf(english);
    const isInParts = /<\d|, plural,/.test(words);
    const hasWord = /[a-z]{3}/.test(words.replaceAll(/\{\w+\}/g, ""));
    if (isInParts || !hasWord || words === textOf(chinese)) return [];
    const parts = words
      .split(/\{\w+\}/)
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    return [new RegExp(`^${parts.join(".+")}$`)];
  });
}

/** What the demo agent, git and the test's own prompt say stays as they say it. */
const data = [/\bsrc\//, /Make the tests pass\.$/, /^@@ /];

/** Every text that a person sees or hears on the page as it stands, but for what programs print. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && !element.closest("pre, code, .font-mono, .diff"))
    .flatMap((element) => [
      ...[...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data.trim()),
      ...["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name) ?? ""),
    ])`);
}

test("the page speaks the language that was chosen, everywhere, and after a reload", async ({
  page,
  server,
}) => {
  const english = await englishMessages();
  const expectNoEnglish = async () => {
    const own = (await textsOf(page)).filter((text) => !data.some((said) => said.test(text)));
    const left = own.filter((text) => english.some((words) => words.test(text)));
    expect(left, "English words of the page").toEqual([]);
  };
  const look = async (name: string) => {
    await expectNoEnglish();
    await expectAccessibleInBothThemes(page);
    await takePictures(page, `chinese-${name}`);
  };

  const { client } = server;
  const repository = await client.repositories.createSample.mutate();
  const session = await client.sessions.create.mutate({
    repositoryId: repository.id,
    name: "sums",
    agent: "demo",
  });
  const run = await client.runs.start.mutate({
    sessionId: session.id,
    prompt: "Make the tests pass.",
    checks: [{ name: "tests", command: "npm test" }],
    budget: { maxIterations: 5, maxDurationMs: 3_600_000 },
  });

  // Chosen in the settings, and drawn at once.
  await page.goto(server.link);
  await page.goto(`${server.url}/settings/appearance`);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("group", { name: "Language of the page" }).getByText("中文").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh");
  await expect(page.getByRole("heading", { name: "设置" })).toBeVisible();
  await look("settings");
  for (const section of [
    "new-sessions",
    "limits",
    "retention",
    "notifications",
    "keyboard",
    "about",
  ]) {
    await page.goto(`${server.url}/settings/${section}`);
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expectNoEnglish();
  }

  // The choice outlives a reload: every address is opened anew.
  await page.goto(server.url);
  await expect(page.getByRole("link", { name: "sums" }).first()).toBeVisible();
  await look("overview");
  await expect
    .poll(async () => (await client.runs.get.query({ id: run.id })).status)
    .toBe("completed");
  await page.goto(`${server.url}/sessions/${session.id}`);
  await expect(page.getByText("工作已完成").first()).toBeVisible();
  await look("session");
  await page.goto(`${server.url}/sessions/new`);
  await expect(page.getByRole("textbox", { name: "提示词" })).toBeVisible();
  await look("new-session");
  await page.goto(`${server.url}/repositories`);
  await expect(page.getByRole("link", { name: repository.name, exact: true })).toBeVisible();
  await look("repositories");
  await page.goto(`${server.url}/repositories/${repository.id}`);
  await expect(page.getByText("带文件的仓库")).toBeVisible();
  await look("repository");
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
});
