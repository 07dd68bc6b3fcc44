/** The largest of the numbers. An empty list has none: `null`. */
export function largest(numbers) {
  return numbers.length === 0 ? null : Math.max(...numbers);
}
