import type { CloneSummary } from "@signalbox/shared";
import { useRef, useState } from "react";
import { trpc } from "../../../lib/trpc.ts";
import { CloneForm } from "./clone-form.tsx";
import { FollowedClone, type Remembered } from "./followed-clone.tsx";

/** What a person is about to clone. `directory` is null while the proposed folder will do. */
export interface CloneDraft {
  url: string;
  directory: string | null;
  partial: boolean;
}
export const emptyCloneDraft: CloneDraft = { url: "", directory: null, partial: false };

/** Cloning from a URL: what and where to, then how it goes on, what it needs to know, and how it ended. */
export function ClonePanel({
  cloneId,
  onCloneChange,
  draft,
  onDraftChange,
  onClose,
}: {
  /** The clone that is looked at; none while one is filled in. */
  cloneId: string | undefined;
  onCloneChange: (cloneId: string | undefined) => void;
  draft: CloneDraft;
  onDraftChange: (draft: CloneDraft) => void;
  onClose: () => void;
}) {
  const clones = trpc.repositories.clones.useQuery();
  const [isCancelled, setIsCancelled] = useState(false);
  const [remembered, setRemembered] = useState<Remembered>({});
  // The list of clones knows what another page, or this one before a reload, began with. A server that was started anew has
  // forgotten it; what was seen here is not.
  const found = clones.data?.find((clone) => clone.cloneId === cloneId);
  const seen = useRef<CloneSummary>(undefined);
  if (found) seen.current = found;
  const summary = seen.current?.cloneId === cloneId ? seen.current : undefined;
  const again = (change: Partial<CloneDraft> = {}) => {
    const known = summary && {
      url: summary.url,
      directory: summary.directory,
      partial: summary.partial,
    };
    onDraftChange({ ...draft, ...known, ...change });
    onCloneChange(undefined);
  };

  if (cloneId === undefined) {
    return (
      <CloneForm
        draft={draft}
        onDraftChange={onDraftChange}
        isCancelled={isCancelled}
        onStarted={(startedId) => {
          setIsCancelled(false);
          // A password that stood in the URL has been handed on, and is not kept here.
          onDraftChange(emptyCloneDraft);
          onCloneChange(startedId);
        }}
      />
    );
  }
  return (
    <FollowedClone
      key={cloneId}
      cloneId={cloneId}
      summary={summary}
      remembered={remembered}
      onRemember={(more) => setRemembered((now) => ({ ...now, ...more }))}
      onAgain={again}
      onCancelled={() => {
        setIsCancelled(true);
        again();
      }}
      onRestarted={onCloneChange}
      onAnother={() => {
        onDraftChange(emptyCloneDraft);
        onCloneChange(undefined);
      }}
      onClose={onClose}
    />
  );
}
