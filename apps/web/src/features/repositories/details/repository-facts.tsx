import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { ReactNode } from "react";
import { problemOf } from "../../../lib/errors.ts";
import { formatAgo, shortCommit } from "../../../lib/format.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useNow } from "../../../lib/use-now.ts";
import { CopyableCode } from "../../../ui/help-steps.tsx";
import { ProblemNotice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { kindWords, sizeWords, submoduleWords } from "./facts-words.ts";

type Details = RouterOutputs["repositories"]["details"];

/** What a repository is, read off its folder now. Without the folder: why, and what Signalbox knows by itself. */
export function RepositoryFacts({
  repository,
}: {
  repository: RouterOutputs["repositories"]["get"];
}) {
  const details = trpc.repositories.details.useQuery({ id: repository.id });
  const now = useNow(30_000);
  const ago = (at: string) => <time dateTime={at}>{formatAgo(Date.parse(at), now)}</time>;
  /** What only the folder tells; nothing while that cannot be read. */
  const fromFolder = (word: string, width: string, show: (details: Details) => ReactNode) =>
    details.isError && !details.data ? null : (
      <Fact word={word}>
        {details.data ? show(details.data) : <Skeleton className={`my-0.5 h-4 ${width}`} />}
      </Fact>
    );
  return (
    <>
      {details.isError && (
        <ProblemNotice problem={problemOf(details.error)}>
          <button
            type="button"
            className="mt-1 font-medium text-accent underline"
            onClick={() => void details.refetch()}
          >
            <Trans>Look again</Trans>
          </button>
        </ProblemNotice>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 rounded-md border bg-surface px-4 py-3 text-sm sm:gap-x-6">
        <Fact word={t`Folder`}>
          <span className="-ml-1">
            <CopyableCode text={repository.path} />
          </span>
        </Fact>
        {fromFolder(t`Kind`, "w-40", kindWords)}
        {fromFolder(t`Checked out`, "w-48", (known) => (
          <CheckedOut {...known} />
        ))}
        <Fact word={t`Sessions begin at`}>
          <code className="font-mono text-xs">{repository.defaultBranch}</code>
        </Fact>
        {fromFolder(t`Remotes`, "w-64", ({ remotes }) => (
          <Remotes remotes={remotes} />
        ))}
        {fromFolder(t`Size`, "w-56", ({ size, kind }) => sizeWords(size, kind))}
        {fromFolder(t`Submodules`, "w-24", ({ submodules }) => submoduleWords(submodules))}
        <Fact word={t`Used`}>
          {repository.lastUsedAt ? ago(repository.lastUsedAt) : t`not yet`}
          <span className="text-ink-3">
            {" · "}
            <Trans>added {ago(repository.createdAt)}</Trans>
          </span>
        </Fact>
      </dl>
    </>
  );
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 sm:text-right">{word}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

function CheckedOut({ currentBranch, headCommit, kind }: Details) {
  const words = kind === "bare" ? t`Nothing: it has no files of its own` : t`No branch (detached)`;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {currentBranch ? <code className="font-mono text-xs">{currentBranch}</code> : words}
      {headCommit ? (
        <>
          <span className="text-ink-3">
            <Trans>at</Trans>
          </span>
          <code className="font-mono text-xs" title={headCommit}>
            {shortCommit(headCommit)}
          </code>
        </>
      ) : (
        <span className="text-ink-3">
          <Trans>without a commit yet</Trans>
        </span>
      )}
    </span>
  );
}

function Remotes({ remotes }: { remotes: Details["remotes"] }) {
  if (remotes.length === 0) return t`None: work is landed here, and pushed nowhere`;
  return (
    <ul className="flex flex-col gap-0.5">
      {remotes.map(({ name, url }) => (
        <li key={`${name} ${url}`} className="flex flex-wrap gap-x-2">
          <span>{name}</span>
          <CopyableCode text={url} />
        </li>
      ))}
    </ul>
  );
}
