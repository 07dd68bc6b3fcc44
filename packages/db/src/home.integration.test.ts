import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "./open.ts";
import { temporaryFolder } from "./testing/folders.ts";
import { bundleProgram, startProgram } from "./testing/run-program.ts";
import { allMigrations, version1Home } from "./testing/version-1.ts";

let program: Awaited<ReturnType<typeof bundleProgram>>;
beforeAll(async () => {
  program = await bundleProgram();
});
afterAll(() => program.remove());

test("a bundled program finds the migrations and the engine and upgrades a version-1 database", async () => {
  const { home } = await version1Home();
  const server = await startProgram(program.path, home);
  expect(await server.open()).toMatchObject({
    opened: true,
    report: { applied: allMigrations.slice(1), recorded: [] },
  });
  await server.end();
});

test("of two servers that start at the same moment exactly one gets the folder", async () => {
  for (let round = 0; round < 5; round += 1) {
    const home = join(await temporaryFolder(), "home");
    const servers = await Promise.all([
      startProgram(program.path, home),
      startProgram(program.path, home),
    ]);
    const outcomes = await Promise.all(servers.map((server) => server.open()));
    const loser = outcomes.find((outcome) => !outcome.opened);
    expect(outcomes.filter((outcome) => outcome.opened)).toHaveLength(1);
    expect(loser?.code).toBe("HOME_IN_USE");
    expect(loser?.help?.join(" ")).toContain("SIGNALBOX_HOME");
    // Killed, so that the next round also meets no left-overs in an orderly state.
    await Promise.all(servers.map((server) => server.end("SIGKILL")));
  }
});

test("after kill -9 of the holder, of two that start at once exactly one gets the folder", async () => {
  const home = join(await temporaryFolder(), "home");
  for (let round = 0; round < 5; round += 1) {
    const servers = await Promise.all([
      startProgram(program.path, home),
      startProgram(program.path, home),
    ]);
    const outcomes = await Promise.all(servers.map((server) => server.open()));
    expect(outcomes.filter((outcome) => outcome.opened)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.code === "HOME_IN_USE")).toHaveLength(1);
    await Promise.all(servers.map((server) => server.end("SIGKILL")));
  }
});

test("after kill -9 of the holder the next server opens the folder and finds all rows", async () => {
  const { home } = await version1Home();
  const holder = await startProgram(program.path, home);
  expect(await holder.open()).toMatchObject({ opened: true });
  await expect(openDatabase({ home })).rejects.toMatchObject({ code: "HOME_IN_USE" });
  await holder.end("SIGKILL");
  const database = await openDatabase({ home });
  expect(database.report).toEqual({ applied: [], recorded: [] });
  expect(await database.client.session.count()).toBe(3);
  await database.close();
});

test("a folder that was closed can be opened again at once, here and in another process", async () => {
  const home = join(await temporaryFolder(), "home");
  await (await openDatabase({ home })).close();
  const server = await startProgram(program.path, home);
  expect(await server.open()).toMatchObject({ opened: true });
  await server.end();
  await (await openDatabase({ home })).close();
});

test("a second opening in the same process is refused and does not break the first one's claim", async () => {
  const home = join(await temporaryFolder(), "home");
  const first = await openDatabase({ home });
  await expect(openDatabase({ home })).rejects.toMatchObject({ code: "HOME_IN_USE" });
  const server = await startProgram(program.path, home);
  expect(await server.open()).toMatchObject({ opened: false, code: "HOME_IN_USE" });
  await first.close();
});

test("a folder given free after a failed opening can be opened once the cause is gone", async () => {
  const home = join(await temporaryFolder(), "home");
  await mkdir(home);
  await writeFile(join(home, "signalbox.db"), "not a database at all");
  await expect(openDatabase({ home })).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
  await writeFile(join(home, "signalbox.db"), "");
  await (await openDatabase({ home })).close();
});

test("a folder that cannot be made is refused with what to do", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "file");
  await writeFile(file, "");
  for (const home of [file, join(file, "home"), "/proc/signalbox"]) {
    await expect(openDatabase({ home })).rejects.toMatchObject({
      code: "HOME_NOT_WRITABLE",
      message: expect.stringContaining(home),
      help: expect.arrayContaining([expect.stringContaining("SIGNALBOX_HOME")]),
    });
  }
});

test("a folder of somebody else is refused", async () => {
  const folder = await temporaryFolder();
  const home = join(folder, "home");
  await mkdir(home);
  await chmod(home, 0o555);
  await chmod(folder, 0o755);
  // Root may write anywhere, so a test that runs as root has the program step down first.
  const server = await startProgram(
    program.path,
    home,
    process.getuid?.() === 0 ? "as-nobody" : "",
  );
  expect(await server.open()).toMatchObject({ opened: false, code: "HOME_NOT_WRITABLE" });
  await server.end();
  await chmod(home, 0o755);
});

test("a file that is no database is refused and left as it is", async () => {
  const home = join(await temporaryFolder(), "home");
  const path = join(home, "signalbox.db");
  await mkdir(home);
  for (const content of [
    "x",
    "a text that is longer than the header of a database\n".repeat(200),
  ]) {
    await writeFile(path, content);
    const { mtimeMs } = await stat(path);
    await expect(openDatabase({ home })).rejects.toMatchObject({
      code: "DATABASE_DAMAGED",
      help: expect.arrayContaining(["The file was left as it is."]),
    });
    expect(await readFile(path, "utf8")).toBe(content);
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  }
});

test("a database whose pages are damaged is refused and left as it is", async () => {
  const { home, path } = await version1Home();
  const content = await readFile(path);
  content.fill(0xa5, 100, 8192);
  await writeFile(path, content);
  await expect(openDatabase({ home })).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
  expect(await readFile(path)).toEqual(content);
});
