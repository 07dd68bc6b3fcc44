import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { CloudUpload, Download, GitMerge } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { useCommands } from "../shell/commands.ts";
import { useOpenGitDialog } from "./git-dialogs.tsx";
import { GitState } from "./git-state.tsx";

/** A longer name of a branch, or a commit's id, does not fit on a button. */
const longestName = 24;

/** Where the session's branch stands, and the ways in and out of it: update, publish, land. */
export function GitBar({
  session,
  isBusy,
}: {
  session: RouterOutputs["sessions"]["get"];
  isBusy: boolean;
}) {
  const open = useOpenGitDialog();
  const status = trpc.git.status.useQuery(
    { sessionId: session.id },
    { refetchOnWindowFocus: "always" },
  );
  const { data } = status;
  // What git cannot even look at cannot be landed or pushed either; the page says why.
  const isOut = status.isError;
  useCommands([
    {
      id: "session.update",
      label: t`Update…`,
      section: "session",
      keys: "u",
      keywords: t`pull merge rebase from base branch`,
      when: !isOut && !isBusy,
      run: () => open("update"),
    },
    {
      id: "session.publish",
      label: t`Publish…`,
      section: "session",
      keys: "p",
      keywords: t`push pull request remote`,
      when: !isOut,
      run: () => open("publish"),
    },
    {
      id: "session.land",
      label: t`Land…`,
      section: "session",
      keys: "l",
      keywords: t`merge rebase bring into branch`,
      when: !isOut,
      run: () => open("land"),
    },
  ]);
  const isBehind = (data?.behind ?? 0) > 0;
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1.5">
      <div className="flex min-h-5 max-w-full min-w-0 grow basis-full flex-wrap items-center gap-1.5 sm:basis-auto">
        {data && !isOut && <GitState status={data} />}
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <Button
          size="sm"
          variant={isBehind ? "secondary" : "ghost"}
          disabled={isOut || isBusy}
          aria-keyshortcuts="u"
          title={
            isBusy ? t`A run is going on: stop it first` : t`Bring commits into the session (u)`
          }
          onClick={() => open("update")}
        >
          <Download aria-hidden className="size-3.5" />
          {isBehind && session.baseBranch.length <= longestName
            ? t`Update from ${session.baseBranch}…`
            : t`Update…`}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={isOut}
          aria-keyshortcuts="p"
          title={t`Push the branch, or open a pull request (p)`}
          onClick={() => open("publish")}
        >
          <CloudUpload aria-hidden className="size-3.5" />
          <Trans>Publish…</Trans>
        </Button>
        <Button
          size="sm"
          disabled={isOut}
          aria-keyshortcuts="l"
          title={t`Bring this session's work into a branch (l)`}
          onClick={() => open("land")}
        >
          <GitMerge aria-hidden className="size-3.5" />
          <Trans>Land…</Trans>
        </Button>
      </div>
    </div>
  );
}
