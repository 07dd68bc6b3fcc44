import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { CloneSummary } from "@signalbox/shared";
import { useNavigate } from "@tanstack/react-router";
import { CircleAlert, KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { trpc } from "../../../lib/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { Progress } from "../../../ui/progress.tsx";
import { amountWords, phaseWords } from "./phase-words.ts";
import { worthShowing } from "./worth-showing.ts";
import { useDismissed } from "./use-dismissed.ts";

/** How often the clones that go on are looked at. */
const lookAgainMs = 1_000;

const isGoing = ({ status }: CloneSummary) => status === "going";

/** The clones that go on, whoever began them, and those that need the person. Nothing when there is none. */
export function CloneList({
  openId,
  onOpen,
}: {
  /** The clone that the person looks at already. */
  openId: string | undefined;
  onOpen: (cloneId: string) => void;
}) {
  const clones = trpc.repositories.clones.useQuery(undefined, {
    refetchInterval: ({ state }) => (state.data?.some(isGoing) ? lookAgainMs : false),
    refetchOnWindowFocus: true,
  });
  const { dismissed, dismiss } = useDismissed();
  useToldEnds(clones.data, openId);
  const shown = worthShowing(clones.data ?? [], dismissed);
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t`Clones`} className="divide-y rounded-md border bg-surface">
      {shown.map((clone) => (
        <CloneRow
          key={clone.cloneId}
          clone={clone}
          onOpen={() => onOpen(clone.cloneId)}
          onDismiss={() => dismiss(clone.cloneId)}
        />
      ))}
    </ul>
  );
}

function CloneRow({
  clone: { url, directory, status, progress, problem },
  onOpen,
  onDismiss,
}: {
  clone: CloneSummary;
  onOpen: () => void;
  onDismiss: () => void;
}) {
  const name = nameOf(directory);
  const isAsking =
    problem?.code === "CLONE_AUTH_REQUIRED" || problem?.failure === "host_key_unknown";
  const Icon = isAsking ? KeyRound : CircleAlert;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">
          {status === "going" ? t`Cloning ${name}` : t`${name} was not cloned`}
        </p>
        <p className="truncate font-mono text-xs text-ink-3" title={url}>
          {url}
        </p>
      </div>
      {status === "going" ? (
        <div className="flex min-w-0 flex-1 basis-56 flex-col gap-1">
          <p className="flex justify-between gap-4 text-xs text-ink-2">
            <span className="truncate">
              {progress.phase === "receiving"
                ? t`${phaseWords(progress.phase)}: ${amountWords(progress)}`
                : phaseWords(progress.phase)}
            </span>
            <span>{progress.percent === null ? "" : `${progress.percent} %`}</span>
          </p>
          <Progress percent={progress.percent} label={t`Cloning ${name}`} />
        </div>
      ) : (
        <p
          className={`flex min-w-0 flex-1 basis-56 items-start gap-1.5 text-xs ${isAsking ? "text-ink-2" : "text-bad"}`}
        >
          <Icon aria-hidden className="size-4 shrink-0" />
          <span className="[overflow-wrap:anywhere]">{problem?.message}</span>
        </p>
      )}
      <div className="flex gap-1">
        <Button
          size="sm"
          onClick={onOpen}
          aria-label={isAsking ? t`Go on with ${name}` : t`Look at ${name}`}
        >
          {isAsking ? t`Go on` : t`Look`}
        </Button>
        {status !== "going" && (
          <Button size="sm" variant="ghost" onClick={onDismiss} aria-label={t`Dismiss ${name}`}>
            <Trans>Dismiss</Trans>
          </Button>
        )}
      </div>
    </li>
  );
}

/** Tell that a clone which was seen going on is done, and show its repository. */
function useToldEnds(clones: CloneSummary[] | undefined, openId: string | undefined): void {
  const going = useRef(new Set<string>());
  const utils = trpc.useUtils();
  const navigate = useNavigate();
  useEffect(() => {
    for (const { cloneId, status, directory } of clones ?? []) {
      if (status === "going") going.current.add(cloneId);
      else if (going.current.delete(cloneId) && status === "done" && cloneId !== openId) {
        void utils.repositories.list.invalidate();
        toast.success(t`${nameOf(directory)} was cloned.`, {
          action: {
            label: t`Look`,
            onClick: () =>
              void navigate({ to: "/repositories", search: { add: "clone", clone: cloneId } }),
          },
        });
      }
    }
  }, [clones, openId, utils, navigate]);
}

function nameOf(directory: string): string {
  return directory.split("/").at(-1) ?? directory;
}
