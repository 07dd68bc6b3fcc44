import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { GitCommitEntry } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { FileDiff, History, RotateCcw } from "lucide-react";
import { useState } from "react";
import { formatMoment } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { CopyableCode } from "../../ui/help-steps.tsx";
import { bodyOf, type CommitKind } from "./commit-kind.ts";
import { ResetDialog } from "./reset-dialog.tsx";
import { RewindDialog } from "./rewind-dialog.tsx";

/** All of a commit's message, and what can be done with it. */
export function CommitDetails({
  session,
  entry,
  kind,
  isHead,
  isClean,
  isBusy,
  onCompare,
}: {
  session: RouterOutputs["sessions"]["get"];
  entry: GitCommitEntry;
  kind: CommitKind;
  isHead: boolean;
  isClean: boolean;
  isBusy: boolean;
  onCompare: (choice: { from: string; to: string }) => void;
}) {
  const [asked, setAsked] = useState<"rewind" | "reset" | null>(null);
  const close = () => setAsked(null);
  const { commit, stat } = entry;
  const [parent] = entry.parents;
  const body = bodyOf(entry);
  // Where the session is, with nothing uncommitted, there is nothing to go back from.
  const isHere = isHead && isClean;
  const why = isBusy ? t`A run is going on: stop it first` : isHere ? t`The session is here` : null;
  return (
    <div className="flex min-w-0 flex-col gap-2 px-1 pt-1 pb-2 pl-5 text-sm">
      {entry.subject !== kind.words && <p className="[overflow-wrap:anywhere]">{entry.subject}</p>}
      {body !== "" && (
        <pre className="font-sans text-xs whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">
          {body}
        </pre>
      )}
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-2">
        <CopyableCode text={commit} />
        <span>{formatMoment(entry.authoredAt)}</span>
        <span className="[overflow-wrap:anywhere]">
          {entry.authorName} &lt;{entry.authorEmail}&gt;
        </span>
        {stat && (
          <span>
            {plural(stat.filesChanged, { one: "# changed file", other: "# changed files" })}
          </span>
        )}
        {kind.run?.id && (
          <Link
            to="/sessions/$sessionId"
            params={{ sessionId: session.id }}
            search={{ run: kind.run.id }}
            className="font-medium text-accent underline"
          >
            <Trans>Show run {kind.run.number}</Trans>
          </Link>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {parent !== undefined && (
          <Button size="sm" onClick={() => onCompare({ from: parent, to: commit })}>
            <FileDiff aria-hidden className="size-3.5" />
            <Trans>See its changes</Trans>
          </Button>
        )}
        <Button
          size="sm"
          disabled={why !== null}
          title={why ?? undefined}
          onClick={() => setAsked("rewind")}
        >
          <History aria-hidden className="size-3.5" />
          <Trans>Rewind to here…</Trans>
        </Button>
        <Button
          size="sm"
          variant="danger"
          disabled={why !== null}
          title={why ?? undefined}
          onClick={() => setAsked("reset")}
        >
          <RotateCcw aria-hidden className="size-3.5" />
          <Trans>Reset to here…</Trans>
        </Button>
      </div>
      {asked === "rewind" && (
        <RewindDialog sessionId={session.id} to={commit} name={kind.words} onClose={close} />
      )}
      {asked === "reset" && (
        <ResetDialog sessionId={session.id} to={commit} name={kind.words} onClose={close} />
      )}
    </div>
  );
}
