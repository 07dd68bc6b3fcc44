import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import { makeBareRepository } from "@signalbox/host/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestApi, type TestApi } from "../testing/create-test-api.ts";
import { placeProgram } from "../testing/programs.ts";
import { makeRepository, refsOf } from "../testing/repositories.ts";

let api: TestApi;

afterEach(() => api.close());

describe("the details of a repository", () => {
  beforeEach(async () => {
    api = await createTestApi();
  });

  test("tell what its folder and its sessions say, without passwords", async () => {
    const folder = await makeRepository(api.scratch);
    const url = "https://me:s3cret@example.invalid/x.git";
    await runGit(["config", "remote.origin.url", url], { cwd: folder });
    const repository = await api.client.repositories.add.mutate({ path: folder });
    const { id } = repository;
    await api.client.sessions.create.mutate({ repositoryId: id });
    const { body } = await api.query("repositories.details", { id });
    const details = body.result.data;
    expect(details).toEqual({
      repository: { ...repository, lastUsedAt: expect.any(String) },
      kind: "repository",
      currentBranch: "main",
      headCommit: expect.stringMatching(/^[0-9a-f]{40}$/),
      shallow: false,
      partial: false,
      remotes: [{ name: "origin", url: "https://example.invalid/x.git" }],
      submodules: 0,
      size: { gitBytes: expect.any(Number), folderBytes: expect.any(Number), complete: true },
      sessions: 1,
      activeSessions: 0,
      archives: 0,
    });
    expect(details.size.folderBytes).toBeGreaterThan(0);
  });

  test("of a bare repository and of a branch without a commit have no branch, or no commit", async () => {
    const folder = await makeRepository(api.scratch);
    const bare = path.join(api.scratch, "bare.git");
    await makeBareRepository(api.scratch, "bare.git");
    const { id } = await api.client.repositories.add.mutate({ path: bare });
    expect(await api.client.repositories.details.query({ id })).toMatchObject({
      kind: "bare",
      currentBranch: null,
    });
    const other = await api.client.repositories.add.mutate({ path: folder });
    await runGit(["checkout", "--quiet", "--orphan", "fresh"], { cwd: folder });
    expect(await api.client.repositories.details.query({ id: other.id })).toMatchObject({
      currentBranch: "fresh",
      headCommit: null,
    });
  });

  test("of a folder that is gone, or is no repository any more, are an error with help", async () => {
    const folder = await makeRepository(api.scratch);
    const { id } = await api.client.repositories.add.mutate({ path: folder });
    await rm(path.join(folder, ".git"), { recursive: true });
    const broken = await api.query("repositories.details", { id });
    expect(broken.body.error.data.domain.code).toBe("NOT_A_GIT_REPOSITORY");
    await rename(folder, `${folder}-moved`);
    const moved = await api.query("repositories.details", { id });
    expect(moved.body.error.data.domain.code).toBe("REPOSITORY_PATH_MISSING");
    const unknown = await api.query("repositories.details", { id: "unknown" });
    expect(unknown.body.error.data.domain.code).toBe("REPOSITORY_NOT_FOUND");
  });
});

test("a repository inside another one that lost its .git is an error, and the one around it is not touched", async () => {
  api = await createTestApi();
  const around = await makeRepository(api.scratch);
  const inside = await makeRepository(around, "inside");
  const { id } = await api.client.repositories.add.mutate({ path: inside });
  await rm(path.join(inside, ".git"), { recursive: true });
  const before = await refsOf(around);
  const details = await api.query("repositories.details", { id });
  expect(details.body.error.data.domain.code).toBe("NOT_A_GIT_REPOSITORY");
  const created = await api.mutate("sessions.create", { repositoryId: id, agent: "demo" });
  expect(created.body.error.data.domain).toMatchObject({
    code: "GIT_FAILED",
    help: expect.arrayContaining([expect.stringContaining("forget the repository")]),
  });
  expect(await refsOf(around)).toEqual(before);
});

describe("the folder of a repository", () => {
  /** A server that was started with `display`, and with `script`, for Node, as `xdg-open`. */
  async function withFileManager(
    script: string | null,
    display: Record<string, string | undefined>,
  ) {
    api = await createTestApi({ agentEnv: display });
    const told = path.join(api.scratch, "told");
    const tell = `require("node:fs").writeFileSync(${JSON.stringify(told)}, JSON.stringify(process.argv.slice(2)));`;
    if (script !== null) await placeProgram(api.scratch, "xdg-open", tell + script);
    const folder = await makeRepository(api.scratch, "--a folder; rm $HOME\n'\"");
    const { id } = await api.client.repositories.add.mutate({ path: folder });
    return { id, folder, told };
  }

  test.each([{ DISPLAY: ":99" }, { WAYLAND_DISPLAY: "wayland-9" }])(
    "is opened in the file manager, with the registered path and nothing else: %o",
    async (display) => {
      const { id, folder, told } = await withFileManager("", display);
      const input = { id, path: "/elsewhere" };
      expect((await api.mutate("repositories.reveal", input)).body.result.data).toEqual({
        path: folder,
      });
      expect(JSON.parse(await readFile(told, "utf8"))).toEqual([folder]);
    },
  );

  test("is opened by a file manager that stays open, and outlives the server", async () => {
    const { id, folder, told } = await withFileManager(null, { DISPLAY: ":99" });
    await placeProgram(
      api.scratch,
      "xdg-open",
      `const fs = require("node:fs");
      const told = ${JSON.stringify(told)};
      fs.writeFileSync(told, String(process.pid));
      setInterval(() => {
        if (!fs.existsSync(told + ".end")) return;
        fs.writeFileSync(told, "closed");
        process.exit();
      }, 20);`,
    );
    expect(await api.client.repositories.reveal.mutate({ id })).toEqual({ path: folder });
    await api.restart();
    await writeFile(`${told}.end`, "");
    await expect.poll(() => readFile(told, "utf8")).toBe("closed");
  });

  test.each([
    { why: "no display", script: "", display: {}, words: "without a display" },
    { why: "no program", script: null, display: { DISPLAY: ":99" }, words: "not installed" },
    {
      why: "a failure",
      script: "process.exit(3);",
      display: { DISPLAY: ":99" },
      words: "exit code 3",
    },
  ])("is told where it is when it cannot be opened: $why", async ({ script, display, words }) => {
    const { id, folder } = await withFileManager(script, display);
    const { status, body } = await api.mutate("repositories.reveal", { id });
    expect(status).toBe(412);
    expect(body.error.message).toContain(words);
    expect(body.error.data.domain).toMatchObject({
      code: "FILE_MANAGER_UNAVAILABLE",
      details: { path: folder },
    });
    expect(body.error.data.domain.help.join("\n")).toContain(folder);
  });
});
