import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "./open.ts";
import { isRowMissing, isStorageFull } from "./query-errors.ts";
import { temporaryFolder } from "./testing/folders.ts";

async function open() {
  const database = await openDatabase({ home: await temporaryFolder() });
  onTestFinished(() => database.close());
  return database.client;
}

const failureOf = (query: Promise<unknown>): Promise<unknown> =>
  query.then(
    () => null,
    (error: unknown) => error,
  );

test("a write for which there is no space is told apart, in a transaction and outside", async () => {
  const client = await open();
  const write = (key: string) =>
    client.setting.create({ data: { key, value: "x".repeat(1_000_000) } });
  // The smallest limit that SQLite takes is the size that the file has.
  await client.$queryRaw`PRAGMA max_page_count = 1`;
  expect(isStorageFull(await failureOf(write("alone")))).toBe(true);
  expect(isStorageFull(await failureOf(client.$transaction([write("together")])))).toBe(true);
  expect(isStorageFull(Object.assign(new Error("full"), { code: "ENOSPC" }))).toBe(true);
});

test("a row that is gone is told apart from all else", async () => {
  const client = await open();
  const data = { value: "x" };
  const missing = await failureOf(client.setting.update({ where: { key: "none" }, data }));
  expect(isRowMissing(missing)).toBe(true);
  expect(isStorageFull(missing)).toBe(false);
  await client.setting.create({ data: { key: "one", value: "x" } });
  const taken = await failureOf(client.setting.create({ data: { key: "one", value: "x" } }));
  expect(isRowMissing(taken)).toBe(false);
});
