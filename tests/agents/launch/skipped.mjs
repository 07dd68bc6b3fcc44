/** Wide enough to be seen at the end of a long output. */
const frame = "#".repeat(100);

/**
 * What nobody may miss: which agents were not tested, in a frame. No lines when all were.
 * @param {Readonly<Record<string, import("./find-programs.mjs").Program>>} programs
 * @returns {string[]}
 */
export function skippedLines(programs) {
  const missing = Object.entries(programs).filter(([, { version }]) => version === null);
  if (missing.length === 0) return [];
  return [
    frame,
    ...missing.map(([name, { problem }]) => `# SKIPPED ${name}: ${problem}`),
    "# What Signalbox does with these real programs was NOT tested.",
    frame,
  ];
}
