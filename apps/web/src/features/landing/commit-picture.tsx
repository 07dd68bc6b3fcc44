/** What may become of two lines of commits. */
type PictureKind = "merge" | "squash" | "rebase" | "fast_forward";

const baseY = 31;
const sessionY = 9;
const radius = 3.5;

/** A commit: of the base line, of the session, made anew, or left behind. */
function Dot({ x, y, kind }: { x: number; y: number; kind: "base" | "session" | "new" | "old" }) {
  if (kind === "base") return <circle cx={x} cy={y} r={radius} fill="var(--text-3)" />;
  if (kind === "session") return <circle cx={x} cy={y} r={radius} fill="var(--accent)" />;
  return (
    <circle
      cx={x}
      cy={y}
      r={radius + (kind === "new" ? 1 : 0)}
      fill="var(--surface)"
      stroke={kind === "new" ? "var(--accent)" : "var(--text-3)"}
      strokeWidth={kind === "new" ? 2.5 : 1.25}
      strokeDasharray={kind === "old" ? "2 1.5" : undefined}
    />
  );
}

function Edge({ d, kind }: { d: string; kind: "base" | "session" | "old" }) {
  return (
    <path
      d={d}
      fill="none"
      stroke={kind === "session" ? "var(--accent)" : "var(--text-3)"}
      strokeWidth={1.5}
      strokeDasharray={kind === "old" ? "2.5 2.5" : undefined}
    />
  );
}

const fork = `M8 ${baseY} C20 ${baseY} 18 ${sessionY} 30 ${sessionY}`;

/** A small drawing of what a way to bring two lines together does: grey is the base, colour the session, a ring a new commit. */
export function CommitPicture({ kind }: { kind: PictureKind }) {
  return (
    <svg viewBox="0 0 96 40" aria-hidden className="h-10 w-24 shrink-0 max-sm:h-8 max-sm:w-20">
      {drawings[kind]}
    </svg>
  );
}

const drawings = {
  merge: (
    <>
      <Edge kind="base" d={`M8 ${baseY} H84`} />
      <Edge kind="session" d={`${fork} H54 C72 ${sessionY} 66 ${baseY} 84 ${baseY}`} />
      <Dot x={8} y={baseY} kind="base" />
      <Dot x={42} y={baseY} kind="base" />
      <Dot x={32} y={sessionY} kind="session" />
      <Dot x={54} y={sessionY} kind="session" />
      <Dot x={84} y={baseY} kind="new" />
    </>
  ),
  squash: (
    <>
      <Edge kind="base" d={`M8 ${baseY} H84`} />
      <Edge kind="old" d={`${fork} H54 C72 ${sessionY} 66 ${baseY} 84 ${baseY}`} />
      <Dot x={8} y={baseY} kind="base" />
      <Dot x={42} y={baseY} kind="base" />
      <Dot x={32} y={sessionY} kind="old" />
      <Dot x={54} y={sessionY} kind="old" />
      <Dot x={84} y={baseY} kind="new" />
    </>
  ),
  rebase: (
    <>
      <Edge kind="base" d={`M8 ${baseY} H42`} />
      <Edge kind="session" d={`M42 ${baseY} H84`} />
      <Edge kind="old" d={`${fork} H54`} />
      <Dot x={8} y={baseY} kind="base" />
      <Dot x={42} y={baseY} kind="base" />
      <Dot x={32} y={sessionY} kind="old" />
      <Dot x={54} y={sessionY} kind="old" />
      <Dot x={63} y={baseY} kind="new" />
      <Dot x={84} y={baseY} kind="new" />
    </>
  ),
  fast_forward: (
    <>
      <Edge kind="base" d={`M8 ${baseY} H32`} />
      <Edge kind="session" d={`M32 ${baseY} H84`} />
      <path
        d={`M32 ${baseY - 8} C40 ${sessionY} 74 ${sessionY} 82 ${baseY - 9} m-6 -2 6 2 1 -6`}
        fill="none"
        stroke="var(--text-3)"
        strokeWidth={1.25}
      />
      <Dot x={8} y={baseY} kind="base" />
      <Dot x={32} y={baseY} kind="base" />
      <Dot x={58} y={baseY} kind="session" />
      <Dot x={84} y={baseY} kind="session" />
    </>
  ),
} as const;
