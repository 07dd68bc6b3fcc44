/** The middle of the sorted numbers, of an even count the mean of the two in the middle. An empty list has none: `null`. The list is left as it was. */
export function median(numbers) {
  throw new Error("not implemented");
}
