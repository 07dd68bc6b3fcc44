import { t } from "@lingui/core/macro";
import type { IterationOutline } from "@signalbox/shared";
import { useState } from "react";
import { useElementWidth } from "../../git/use-element-width.ts";
import { binsOf, type Bin } from "./bins.ts";
import { ChecksShape, OutcomeShape } from "./chart-shapes.tsx";
import { binWords } from "./iteration-words.ts";

const barPitchPx = 12;
const maxBarPx = 40;
const labelPx = 52;
const laneHeight = 44;
const laneGap = 10;
const shapeRow = 18;
/** What is not nothing is seen. */
const leastHeight = 1.5;

/**
 * A run's iterations from left to right: how each ended and its checks as shapes, its lines, tokens and cost as bars; some of them to a bar
 * where there are more than fit. A press goes to the first of a bar. The table beside it has the same for those who read.
 */
export function IterationChart({
  iterations,
  onGoTo,
  width: fixedWidth,
}: {
  iterations: readonly IterationOutline[];
  onGoTo?: (seq: number) => void;
  /** For paper; else as wide as there is room. */
  width?: number;
}) {
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const ownWidth = useElementWidth(box);
  const width = fixedWidth ?? ownWidth;
  const [pointed, setPointed] = useState<number | null>(null);
  const room = Math.max(barPitchPx, width - labelPx);
  const bins = binsOf(iterations, Math.floor(room / barPitchPx));
  const pitch = Math.min(maxBarPx, room / Math.max(1, bins.length));
  const lanes = lanesOf(bins);
  const height = 2 * shapeRow + lanes.length * (laneHeight + laneGap);
  const bin = pointed === null ? undefined : bins[pointed];
  const indexAt = (clientX: number, element: Element) => {
    const index = Math.floor((clientX - element.getBoundingClientRect().left - labelPx) / pitch);
    return index >= 0 && index < bins.length ? index : null;
  };
  return (
    <div ref={setBox} className="print:mb-2" onPointerLeave={() => setPointed(null)}>
      {width > 0 && (
        <svg
          role="img"
          aria-label={t`Iterations from the first to the last; the table below has the numbers`}
          width={width}
          height={height}
          className={onGoTo ? "block cursor-pointer" : "block"}
          onPointerMove={(event) => setPointed(indexAt(event.clientX, event.currentTarget))}
          onClick={(event) => {
            const index = indexAt(event.clientX, event.currentTarget);
            const pressed = index === null ? undefined : bins[index];
            if (pressed) onGoTo?.(pressed.seq);
          }}
        >
          {pointed !== null && (
            <rect
              x={labelPx + pointed * pitch}
              width={pitch}
              height={height}
              fill="var(--sunken)"
            />
          )}
          <Label y={shapeRow / 2}>{t`Outcome`}</Label>
          <Label y={shapeRow * 1.5}>{t`Checks`}</Label>
          {bins.map((one, index) => {
            const x = labelPx + (index + 0.5) * pitch;
            return (
              <g key={one.first}>
                <OutcomeShape outcome={one.outcome} x={x} y={shapeRow / 2} />
                <ChecksShape checks={one} x={x} y={shapeRow * 1.5} />
              </g>
            );
          })}
          {lanes.map((lane, index) => (
            <LaneBars
              key={lane.key}
              lane={lane}
              bins={bins}
              pitch={pitch}
              top={2 * shapeRow + laneGap + index * (laneHeight + laneGap)}
              width={width}
            />
          ))}
        </svg>
      )}
      <p className="mt-2 h-4 truncate text-xs text-ink-2 tabular-nums print:hidden" aria-hidden>
        {bin
          ? binWords(bin).join(" · ")
          : onGoTo
            ? t`Point at a bar to read it, press to go there.`
            : ""}
      </p>
    </div>
  );
}

function Label({ y, children }: { y: number; children: string }) {
  return (
    <text x="0" y={y} dominantBaseline="central" fontSize="11" fill="var(--text-3)">
      {children}
    </text>
  );
}

interface Lane {
  key: string;
  name: string;
  /** Upwards, from the line: the first piece lies lowest. */
  up: (bin: Bin) => { value: number; colour: string }[];
  down: (bin: Bin) => number;
}

function lanesOf(bins: readonly Bin[]): Lane[] {
  const lanes: (Lane & { isTold: boolean })[] = [
    {
      key: "lines",
      name: t`Lines ±`,
      isTold: bins.some(({ insertions }) => insertions !== null),
      up: (bin) => [{ value: bin.insertions ?? 0, colour: "var(--accent)" }],
      down: (bin) => bin.deletions ?? 0,
    },
    {
      key: "tokens",
      name: t`Tokens`,
      isTold: bins.some((bin) => bin.inputTokens !== null || bin.outputTokens !== null),
      up: (bin) => [
        { value: bin.inputTokens ?? 0, colour: "var(--text-3)" },
        { value: bin.outputTokens ?? 0, colour: "var(--accent)" },
      ],
      down: () => 0,
    },
    {
      key: "cost",
      name: t`Cost`,
      isTold: bins.some(({ costUsd }) => costUsd !== null),
      up: (bin) => [{ value: bin.costUsd ?? 0, colour: "var(--accent)" }],
      down: () => 0,
    },
  ];
  return lanes.filter(({ isTold }) => isTold);
}

function LaneBars({
  lane,
  bins,
  pitch,
  top,
  width,
}: {
  lane: Lane;
  bins: readonly Bin[];
  pitch: number;
  top: number;
  width: number;
}) {
  const heightOf = (bin: Bin) => lane.up(bin).reduce((sum, { value }) => sum + value, 0);
  const most = Math.max(...bins.map(heightOf), 0);
  const deepest = Math.max(...bins.map((bin) => lane.down(bin)), 0);
  const scale = most + deepest === 0 ? 0 : laneHeight / (most + deepest);
  const line = top + most * scale;
  const barWidth = Math.max(1.5, pitch * 0.7);
  const drawn = (value: number) => (value === 0 ? 0 : Math.max(leastHeight, value * scale));
  return (
    <g>
      <Label y={top + laneHeight / 2}>{lane.name}</Label>
      <path d={`M${labelPx} ${line}H${width}`} stroke="var(--line)" />
      {bins.map((bin, index) => {
        const x = labelPx + index * pitch + (pitch - barWidth) / 2;
        let y = line;
        return (
          <g key={bin.first}>
            {lane.up(bin).map(({ value, colour }) => {
              const height = drawn(value);
              y -= height;
              return (
                <rect key={colour} x={x} y={y} width={barWidth} height={height} fill={colour} />
              );
            })}
            <rect
              x={x}
              y={line}
              width={barWidth}
              height={drawn(lane.down(bin))}
              fill="var(--text-3)"
            />
          </g>
        );
      })}
    </g>
  );
}
