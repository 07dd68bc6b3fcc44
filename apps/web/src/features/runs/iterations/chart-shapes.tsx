import type { Bin } from "./bins.ts";

/** How an iteration ended, as a shape: a square root of the row that it stands in. `x` and `y` are its middle. */
export function OutcomeShape({ outcome, x, y }: { outcome: Bin["outcome"]; x: number; y: number }) {
  switch (outcome) {
    case "failed":
      return (
        <path
          d={`M${x} ${y - 4}L${x + 4.5} ${y + 4}H${x - 4.5}Z`}
          fill="none"
          stroke="var(--bad)"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      );
    case "promise":
      return (
        <path d={`M${x - 3} ${y + 4.5}v-9h7l-2.200 2.500 2.200 2.500h-7`} fill="var(--accent)" />
      );
    case "changed":
      return <circle cx={x} cy={y} r="3" fill="var(--text-3)" />;
    case "unchanged":
      return <circle cx={x} cy={y} r="3" fill="none" stroke="var(--text-3)" strokeWidth="1.25" />;
    case "going":
      return (
        <circle
          cx={x}
          cy={y}
          r="3.5"
          fill="none"
          stroke="var(--accent)"
          strokeWidth="1.5"
          strokeDasharray="2 1.5"
        />
      );
  }
}

/** Whether the checks passed, as a shape; nothing where there were none. */
export function ChecksShape({
  checks: { checksPassed, checksFailed },
  x,
  y,
}: {
  checks: Pick<Bin, "checksPassed" | "checksFailed">;
  x: number;
  y: number;
}) {
  if (checksFailed > 0) {
    return (
      <path
        d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`}
        fill="none"
        stroke="var(--bad)"
        strokeWidth="1.75"
      />
    );
  }
  if (checksPassed === 0) return null;
  return (
    <path
      d={`M${x - 3.5} ${y + 0.25}l2.500 2.750 4.500 -5.500`}
      fill="none"
      stroke="var(--text-3)"
      strokeWidth="1.75"
    />
  );
}
