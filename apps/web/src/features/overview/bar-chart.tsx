import { useId, useState } from "react";

/** One bar: pieces from below upwards, and what is said of it. */
export interface Bar {
  key: string;
  pieces: readonly { value: number; look: "plain" | "hatched" | "soft" }[];
  words: string;
}

const gapShare = 0.25;
/** The drawing's own units; it is stretched to the width that there is. */
const unitsPerBar = 10;
const height = 48;
/** What is not nothing is seen. */
const leastHeight = 2;

/** Bars from the oldest to the newest. `label` says in one sentence what they show; a table has the numbers. */
export function BarChart({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const hatchId = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const sums = bars.map(({ pieces }) => pieces.reduce((sum, { value }) => sum + value, 0));
  const most = Math.max(...sums, Number.MIN_VALUE);
  const width = bars.length * unitsPerBar;
  const bar = pointed === null ? undefined : bars[pointed];
  return (
    <div className="relative min-h-0 flex-1" onPointerLeave={() => setPointed(null)}>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="block size-full"
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const index = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
          setPointed(Math.min(bars.length - 1, Math.max(0, index)));
        }}
      >
        <defs>
          <pattern
            id={hatchId}
            width="3"
            height="3"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="3" height="3" fill="var(--bad-soft)" />
            <rect width="1.4" height="3" fill="var(--bad)" />
          </pattern>
        </defs>
        {pointed !== null && (
          <rect
            x={pointed * unitsPerBar}
            width={unitsPerBar}
            height={height}
            fill="var(--sunken)"
          />
        )}
        <path
          d={`M0 ${height - 0.5}H${width}`}
          stroke="var(--line)"
          vectorEffect="non-scaling-stroke"
        />
        {bars.map(({ key, pieces }, index) => (
          <Pieces key={key} index={index} pieces={pieces} most={most} hatch={`url(#${hatchId})`} />
        ))}
      </svg>
      {bar && pointed !== null && (
        <p
          aria-hidden
          className="pointer-events-none absolute top-full z-30 mt-1 -translate-x-1/2 rounded-md border border-line-strong bg-surface px-2 py-1 text-xs whitespace-nowrap shadow-pop"
          style={{ left: `clamp(4rem, ${((pointed + 0.5) / bars.length) * 100}%, 100% - 4rem)` }}
        >
          {bar.words}
        </p>
      )}
    </div>
  );
}

function Pieces({
  index,
  pieces,
  most,
  hatch,
}: {
  index: number;
  pieces: Bar["pieces"];
  most: number;
  hatch: string;
}) {
  const looks = {
    plain: { fill: "var(--accent)", stroke: "none" },
    soft: { fill: "var(--line-strong)", stroke: "none" },
    hatched: { fill: hatch, stroke: "var(--bad)" },
  } as const;
  let y = height;
  return pieces.map(({ value, look }) => {
    if (value <= 0) return null;
    const size = Math.max(leastHeight, (value / most) * (height - 1));
    y -= size;
    return (
      <rect
        key={look}
        x={(index + gapShare / 2) * unitsPerBar}
        y={y}
        width={unitsPerBar * (1 - gapShare)}
        height={size}
        vectorEffect="non-scaling-stroke"
        {...looks[look]}
      />
    );
  });
}
