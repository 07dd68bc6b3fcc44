/** Whether two records have the same values of JSON under the same keys, in whatever order. */
export function hasSameEntries(one: object, other: object): boolean {
  const text = (record: object) =>
    JSON.stringify(
      Object.entries(record).toSorted(([key], [otherKey]) => (key < otherKey ? -1 : 1)),
    );
  return text(one) === text(other);
}
