import type { ClonePhase, CloneProgress } from "@signalbox/shared";

/** A line of git is short; a host that sends one without end must not fill the memory. Characters. */
const maxLineLength = 16_384;

const phases: readonly [beginning: string, phase: ClonePhase][] = [
  ["remote: Enumerating objects", "counting"],
  ["remote: Counting objects", "counting"],
  ["remote: Compressing objects", "compressing"],
  ["Receiving objects", "receiving"],
  ["Resolving deltas", "resolving"],
  ["Updating files", "checking_out"],
  ["Checking out files", "checking_out"],
  ["Filtering content", "fetching_large_files"],
];

export const beginningOfClone: CloneProgress = {
  phase: "connecting",
  percent: null,
  receivedObjects: 0,
  totalObjects: 0,
  receivedBytes: 0,
};

/** Reads what `git clone --progress` writes to its standard error, in pieces as they come. */
export function createProgressReader(options: {
  onProgress: (progress: CloneProgress) => void;
  /** Every line that tells no progress. */
  onWords: (line: string) => void;
}): { push: (text: string) => void; end: () => void } {
  let progress = beginningOfClone;
  let rest = "";
  const take = (line: string) => {
    const next = readProgress(line, progress);
    if (next === null) {
      if (line.trim() !== "") options.onWords(line.trimEnd());
      return;
    }
    progress = next;
    options.onProgress(progress);
  };
  return {
    push(text) {
      const lines = (rest + text).split(/[\r\n]/);
      rest = (lines.pop() ?? "").slice(0, maxLineLength);
      for (const line of lines) take(line);
    },
    end() {
      take(rest);
      rest = "";
    },
  };
}

function readProgress(line: string, before: CloneProgress): CloneProgress | null {
  const phase = phases.find(([beginning]) => line.startsWith(`${beginning}:`))?.[1];
  if (phase === undefined) return null;
  const match = /:\s+(\d+)% \((\d+)\/(\d+)\)/.exec(line);
  const percent = match === null ? null : Math.min(Number(match[1]), 100);
  if (phase !== "receiving") return { ...before, phase, percent };
  return {
    phase,
    percent,
    receivedObjects: Number(match?.[2] ?? before.receivedObjects),
    totalObjects: Number(match?.[3] ?? before.totalObjects),
    receivedBytes: readBytes(line) ?? before.receivedBytes,
  };
}

const unitBytes: Record<string, number> = { KiB: 1024, MiB: 1_048_576, GiB: 1_073_741_824 };

/** `, 12.30 MiB | 3.20 MiB/s`: how much came so far. */
function readBytes(line: string): number | null {
  const match = /, (\d+(?:\.\d+)?) (bytes|KiB|MiB|GiB)(?: \||,|$)/.exec(line);
  if (match === null) return null;
  return Math.round(Number(match[1]) * (unitBytes[match[2] ?? ""] ?? 1));
}
