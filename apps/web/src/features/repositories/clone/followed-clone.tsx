import type { CloneSummary } from "@signalbox/shared";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { CloneDraft } from "./clone-panel.tsx";
import { CloneDoneView } from "./clone-done.tsx";
import { CloneFailureView } from "./clone-failure.tsx";
import { CloneProgressView } from "./clone-progress.tsx";
import { useClone } from "./use-clone.ts";
import { useStartClone, type CloneInput } from "./use-start-clone.ts";

/** What a person said about a clone that is no secret: the next attempt need not ask for it again. */
export interface Remembered {
  username?: string;
  keyPath?: string | undefined;
  trustHostKey?: string;
}

/** One clone, from its first step to its end. */
export function FollowedClone({
  cloneId,
  summary,
  remembered,
  onRemember,
  onAgain,
  onCancelled,
  onRestarted,
  onAnother,
  onClose,
}: {
  cloneId: string;
  /** What it was begun with; not known when the server has forgotten it. */
  summary: CloneSummary | undefined;
  remembered: Remembered;
  onRemember: (more: Remembered) => void;
  /** Back to the form, with what it was begun with and a change to that. */
  onAgain: (change?: Partial<CloneDraft>) => void;
  onCancelled: () => void;
  /** The same once more, with what was missing: another clone goes on in its place. */
  onRestarted: (cloneId: string) => void;
  onAnother: () => void;
  onClose: () => void;
}) {
  const view = useClone(cloneId);
  const { start, isStarting, problem } = useStartClone(onRestarted);
  const heading = useRef<HTMLParagraphElement>(null);
  const isFailed = view.status === "failed";
  const isWithdrawn = isFailed && view.problem.failure === "cancelled";
  // Whoever cancels goes back to the form; what the button did is told there.
  useEffect(() => {
    if (isWithdrawn) onCancelled();
    // Once, when it is known.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isWithdrawn]);
  // Another view takes the place of the one that had the focus. What asks for something begins at its own field. With the
  // drawing itself: the window would take a focus that is lost for even a moment.
  const shown = view.status === "joining" ? "going" : view.status;
  const isAsking = isFailed && view.problem.authKind !== null;
  useLayoutEffect(() => {
    if (!isAsking) heading.current?.focus({ preventScroll: true });
  }, [shown, isAsking]);

  const restart = (
    more: Pick<CloneInput, "credentials" | "trustHostKey"> & { partial?: boolean },
  ) => {
    if (!summary) return;
    const { url, directory, partial } = summary;
    const { credentials, trustHostKey = remembered.trustHostKey } = more;
    onRemember({
      ...(trustHostKey !== undefined && { trustHostKey }),
      ...(credentials?.kind === "password" && { username: credentials.username }),
      ...(credentials?.kind === "sshPassphrase" && { keyPath: credentials.keyPath }),
    });
    void start({ url, directory, partial, ...more, trustHostKey });
  };

  switch (view.status) {
    case "joining":
    case "going":
      return (
        <CloneProgressView
          cloneId={cloneId}
          summary={summary}
          progress={view.status === "going" ? view.progress : (summary?.progress ?? null)}
          bytesPerSecond={view.status === "going" ? view.bytesPerSecond : null}
          headingRef={heading}
          onHide={onClose}
        />
      );
    case "done":
      return <CloneDoneView done={view.done} headingRef={heading} onAnother={onAnother} />;
    case "failed":
      if (isWithdrawn) return null;
      return (
        <CloneFailureView
          problem={view.problem}
          remembered={remembered}
          restartProblem={problem}
          isRestarting={isStarting}
          canRestart={summary !== undefined}
          headingRef={heading}
          onRestart={restart}
          onAgain={onAgain}
        />
      );
  }
}
