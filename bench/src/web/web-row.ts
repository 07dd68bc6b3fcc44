import type { Row } from "../table.ts";

/** A row whose bar is absolute: what a page may take does not depend on another program. `reached` is null without a bar. */
export function webRow(
  id: string,
  what: string,
  figure: string,
  bar: string,
  reached: boolean | null,
): Row {
  return { id, what, figure, baseline: "", ratio: null, bar, reached };
}
