/** The mark of Signalbox. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className="size-6 shrink-0">
      <rect width="32" height="32" rx="6" fill="var(--accent)" />
      <path
        d="M11 27V5h2.5v22zM13.5 7h12l-3.5 4 3.5 4h-12zM7 25.750h10.500v2.500H7z"
        fill="var(--on-accent)"
      />
    </svg>
  );
}
