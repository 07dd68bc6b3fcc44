/** Half-filled: a run goes on. `breathes` where the signal is that of one run, not of many. In a view box of 16 × 16. */
export function RunningShape({ breathes = false }: { breathes?: boolean }) {
  return (
    <>
      <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path
        className={breathes ? "animate-signal" : undefined}
        d="M8 4.5a3.5 3.5 0 0 1 0 7z"
        fill="currentColor"
      />
    </>
  );
}

/** Dashed: a run waits for its turn. In a view box of 16 × 16. */
export function QueuedShape() {
  return (
    <circle
      cx="8"
      cy="8"
      r="5.25"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeDasharray="2.4 1.72"
    />
  );
}
