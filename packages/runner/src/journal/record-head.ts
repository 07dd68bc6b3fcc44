import { eventTypeSchema, type EventType } from "@signalbox/shared";

/** Every type of event; its place here is its number in masks and counts. */
export const eventTypes: readonly EventType[] = eventTypeSchema.options;
const numbers = new Map<string, number>(eventTypes.map((type, number) => [type, number]));
const outputNumber = eventTypes.indexOf("output");

/** What stands between the seq and the type of a record as our writer writes it: `,"at":"2026-11-24T16:25:37.123Z","type":"`. */
const betweenLength = 41;
const seqAt = '{"seq":'.length;
const [zero, nine, comma, colon, quote, smallO] = [48, 57, 44, 58, 34, 111];
/** Longer than the name of any type. */
const maxTypeLength = 32;

/**
 * The number of the type of the record in `bytes` from `start` to `end`, which must be the record `seq`; -1 when it is not at
 * the place where our writer puts it. Nothing is decoded: a journal is nearly all output.
 */
export function typeNumberOf(bytes: Buffer, start: number, end: number, seq: number): number {
  let at = start + seqAt;
  let found = 0;
  for (let digit = bytes[at] ?? 0; digit >= zero && digit <= nine; digit = bytes[at] ?? 0) {
    found = found * 10 + digit - zero;
    at += 1;
  }
  const typeAt = at + betweenLength;
  const isOurs =
    found === seq &&
    typeAt < end &&
    bytes[at] === comma &&
    bytes[typeAt - 1] === quote &&
    bytes[typeAt - 2] === colon;
  if (!isOurs) return -1;
  if (bytes[typeAt] === smallO) return outputNumber;
  const typeEnd = bytes.indexOf(quote, typeAt);
  if (typeEnd === -1 || typeEnd >= end || typeEnd - typeAt > maxTypeLength) return -1;
  return numbers.get(bytes.toString("latin1", typeAt, typeEnd)) ?? -1;
}

/** The number of a type. */
export function numberOf(type: EventType): number {
  return numbers.get(type) ?? -1;
}

/** A bit for each of these types. */
export function maskOf(types: readonly EventType[]): number {
  return types.reduce((mask, type) => mask | (1 << numberOf(type)), 0);
}

/** The type that a record's text names first; null when it names none that there is. */
export function typeIn(line: string): EventType | null {
  const marker = '"type":"';
  const at = line.indexOf(marker) + marker.length;
  const name = line.slice(at, line.indexOf('"', at));
  return eventTypes[numbers.get(name) ?? -1] ?? null;
}
