import { expect, test } from "vitest";
import { lastDays } from "./days.ts";

const startsOf = (count: number, timeZone: string, now: string) =>
  lastDays(count, timeZone, new Date(now)).map(({ date, start }) => [date, start.toISOString()]);

test("a day is the person's own, whatever UTC says", () => {
  expect(startsOf(2, "UTC", "2026-11-24T16:00:00Z")).toEqual([
    ["2026-11-23", "2026-11-23T00:00:00.000Z"],
    ["2026-11-24", "2026-11-24T00:00:00.000Z"],
  ]);
  expect(startsOf(1, "Asia/Shanghai", "2026-11-24T16:00:00Z")).toEqual([
    ["2026-11-25", "2026-11-24T16:00:00.000Z"],
  ]);
  expect(startsOf(1, "America/Los_Angeles", "2026-11-24T07:59:00Z")).toEqual([
    ["2026-11-23", "2026-11-23T08:00:00.000Z"],
  ]);
  expect(startsOf(1, "Pacific/Kiritimati", "2026-11-24T11:00:00Z")[0]?.[0]).toBe("2026-11-25");
  expect(startsOf(1, "Asia/Kathmandu", "2026-11-24T12:00:00Z")[0]?.[1]).toBe(
    "2026-11-23T18:15:00.000Z",
  );
});

test("days on which the clocks change have 23 and 25 hours", () => {
  expect(startsOf(3, "Europe/Berlin", "2026-03-30T12:00:00Z")).toEqual([
    ["2026-03-28", "2026-03-27T23:00:00.000Z"],
    ["2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "2026-03-29T22:00:00.000Z"],
  ]);
  expect(startsOf(3, "Europe/Berlin", "2026-10-26T12:00:00Z")).toEqual([
    ["2026-10-24", "2026-10-23T22:00:00.000Z"],
    ["2026-10-25", "2026-10-24T22:00:00.000Z"],
    ["2026-10-26", "2026-10-25T23:00:00.000Z"],
  ]);
});

test("a day that begins at one o'clock, since the clocks change at midnight, begins there", () => {
  expect(startsOf(1, "Asia/Beirut", "2026-03-29T12:00:00Z")).toEqual([
    ["2026-03-29", "2026-03-28T22:00:00.000Z"],
  ]);
});

test("days follow each other without gaps, over the end of a year", () => {
  const days = lastDays(92, "Australia/Lord_Howe", new Date("2027-01-15T00:00:00Z"));
  expect(days).toHaveLength(92);
  expect(new Set(days.map(({ date }) => date)).size).toBe(92);
  expect(days.at(-1)?.date).toBe("2027-01-15");
  const starts = days.map(({ start }) => start.getTime());
  expect(starts).toEqual(starts.toSorted((one, other) => one - other));
});

test.each(["Mars/Olympus", "", "UTC; DROP TABLE Run", "../../etc"])(
  "the time zone %j is not known",
  (timeZone) => {
    expect(() => lastDays(1, timeZone, new Date())).toThrow(RangeError);
  },
);
