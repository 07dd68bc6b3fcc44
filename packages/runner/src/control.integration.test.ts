import { appendFile, readFile, stat } from "node:fs/promises";
import { expect, test } from "vitest";
import { openControl, requestStop, steerRun, type ControlRequest } from "./control.ts";
import { runFolder } from "./run-folder.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

async function openInbox() {
  const folder = await temporaryFolder();
  const requests: ControlRequest[] = [];
  const inbox = await openControl(folder, (request) => requests.push(request));
  return { folder, requests, inbox, control: runFolder(folder).control };
}

/** What a request says, without its time. */
const said = (requests: ControlRequest[]) =>
  requests.map((request) => (request.type === "guidance" ? request.text : request.type));

test("requests of all sizes arrive once and in order", async () => {
  const { folder, requests, inbox } = await openInbox();
  // The longest guidance, of characters that take the most room.
  const longest = "\u0001".repeat(20_000);
  await steerRun(folder, "First.\nSecond line: é 🚦");
  for (let count = 0; count < 5; count += 1) await steerRun(folder, longest);
  await requestStop(folder, { force: false });
  await inbox.check();
  inbox.close();
  expect(said(requests)).toEqual(["First.\nSecond line: é 🚦", ...Array(5).fill(longest), "stop"]);
});

test("requests that were there before the inbox was opened arrive while it opens", async () => {
  const folder = `${await temporaryFolder()}/not/yet/there`;
  await steerRun(folder, "early");
  const requests: ControlRequest[] = [];
  const inbox = await openControl(folder, (request) => requests.push(request));
  inbox.close();
  expect(said(requests)).toEqual(["early"]);
  expect((await stat(runFolder(folder).control)).mode & 0o777).toBe(0o600);
});

test("a request that is only partly written waits for its end", async () => {
  const { folder, requests, inbox, control } = await openInbox();
  await steerRun(folder, "whole");
  const line = await readFile(control, "utf8");
  await appendFile(control, line.slice(0, 20));
  await inbox.check();
  expect(said(requests)).toEqual(["whole"]);
  await appendFile(control, line.slice(20));
  await inbox.check();
  inbox.close();
  expect(said(requests)).toEqual(["whole", "whole"]);
});

test("a request that stays half and lines that are none take no other along", async () => {
  const { folder, requests, inbox, control } = await openInbox();
  await appendFile(control, `{"type":"guidance","at":"2026`);
  await requestStop(folder, { force: true });
  await appendFile(control, `not JSON\n{"type":"other"}\n${"x".repeat(700_000)}\n`);
  await steerRun(folder, "after");
  await inbox.check();
  inbox.close();
  expect(said(requests)).toEqual(["stop", "after"]);
});
