import { Dialog } from "@base-ui/react/dialog";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { X } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import type { AddWay } from "../repositories/add/add-ways.ts";
import { FirstRun } from "../repositories/first-run.tsx";
import { useDraft } from "./draft-store.ts";
import { NewSessionForm } from "./new-session-form.tsx";
import type { SessionDraft } from "./session-draft.ts";
import { useChosenRepository } from "./use-known.ts";
import { useNewSession } from "./use-new-session.ts";

const AddRepositoryDialog = lazy(async () => {
  const { AddRepositoryDialog: component } =
    await import("../repositories/add/add-repository-dialog.tsx");
  return { default: component };
});

/** The new-session window: over the page on a desk, in its place on a phone. What was typed stays when it is closed. */
export function NewSessionDialog({
  repositoryId,
  sample,
}: {
  repositoryId: string | null;
  sample: boolean;
}) {
  const { close } = useNewSession();
  const navigate = useNavigate();
  const popup = useRef<HTMLDivElement>(null);
  const [adding, setAdding] = useState<{ way: AddWay; cloneId?: string } | null>(null);
  const { draft, store } = useDraft(sample);
  const { repository, isNone, isGone, failed } = useChosenRepository(
    repositoryId ?? draft.repositoryId,
  );
  const choose = ({ id }: { id: string }) => {
    store.update((now) => ({ ...now, repositoryId: id }));
    void navigate({
      to: ".",
      search: (now) => ({ ...now, repository: id }),
      state: (now) => now,
      replace: true,
    });
  };

  return (
    <Dialog.Root
      open
      onOpenChange={(open, { reason, event }) => {
        const { target } = event;
        // A message that lies over the window is no place beside it.
        const isMessage =
          reason === "outside-press" &&
          target instanceof Element &&
          target.closest("[data-sonner-toaster]");
        if (!open && !isMessage) close();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Popup
          ref={popup}
          // To where one types; but on a phone that would bring up the keyboard over half of the window.
          initialFocus={(way) =>
            way === "touch" ? true : (popup.current?.querySelector("textarea") ?? true)
          }
          className="fixed inset-0 z-50 flex flex-col overflow-hidden bg-surface outline-hidden sm:inset-auto sm:top-1/2 sm:left-1/2 sm:max-h-[calc(100dvh-2rem)] sm:w-[min(44rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg sm:border sm:border-line-strong sm:shadow-pop lg:h-[min(50rem,calc(100dvh-2rem))] lg:w-[min(72rem,calc(100vw-2rem))]"
        >
          <div className="flex shrink-0 h-12 items-center gap-3 border-b pr-14 pl-4 sm:pl-5">
            <Dialog.Title className="text-lg font-semibold">
              <Trans>New session</Trans>
            </Dialog.Title>
            <StartAfresh sample={sample} />
          </div>
          {failed && <QueryProblem error={failed.error} onRetry={() => void failed.refetch()} />}
          {isNone ? (
            <div className="overflow-y-auto p-5">
              <FirstRun />
            </div>
          ) : (
            <NewSessionForm
              repository={repository}
              isGone={isGone}
              sample={sample}
              onRepositoryChange={choose}
              onAddRepository={() => setAdding({ way: "path" })}
            />
          )}
          {/* Last in order: the window begins at its first field. */}
          <Dialog.Close
            aria-label={t`Close`}
            className="absolute top-2 right-3 inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken pointer-coarse:top-1 pointer-coarse:size-10"
          >
            <X aria-hidden className="size-4" />
          </Dialog.Close>
          {adding && (
            <Suspense>
              <AddRepositoryDialog
                way={adding.way}
                cloneId={adding.cloneId}
                onChange={(way, cloneId) => setAdding({ way, cloneId })}
                onAdded={(added) => {
                  setAdding(null);
                  choose(added);
                }}
                onClose={() => setAdding(null)}
              />
            </Suspense>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Put away what was typed, at once or before; it can be brought back while the window is open. */
function StartAfresh({ sample }: { sample: boolean }) {
  const { draft, store } = useDraft(sample);
  const [before, setBefore] = useState<SessionDraft | null>(null);
  if (store.isTouched()) {
    return (
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          setBefore(draft);
          store.clear();
        }}
      >
        <Trans>Start afresh</Trans>
      </Button>
    );
  }
  if (!before) return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      onClick={() => {
        setBefore(null);
        store.update(() => before);
      }}
    >
      <Trans>Bring it back</Trans>
    </Button>
  );
}
