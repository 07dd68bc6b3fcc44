import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { CloudDownload, FlaskConical, FolderPlus, FolderSearch } from "lucide-react";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useNewSession } from "../new-session/use-new-session.ts";
import type { AddWay } from "./add/add-ways.ts";

/** What somebody sees who has no repository yet: what this is, and the ways to begin. */
export function FirstRun() {
  const navigate = useNavigate();
  const newSession = useNewSession();
  const utils = trpc.useUtils();
  const sample = trpc.repositories.createSample.useMutation({
    onSuccess: async (repository) => {
      await utils.repositories.invalidate();
      newSession.open({ repositoryId: repository.id, sample: true });
    },
  });

  // The window is that of the repositories: it stays when what it added takes the place of this.
  const add = (way: AddWay) => void navigate({ to: "/repositories", search: { add: way } });
  return (
    <section
      aria-labelledby="first-run"
      className="flex flex-col items-center gap-5 rounded-lg border bg-surface px-5 py-12 text-center"
    >
      <Signals />
      <div className="flex max-w-lg flex-col gap-2">
        <h2 id="first-run" className="text-lg font-semibold">
          <Trans>Welcome to the signal box</Trans>
        </h2>
        <p className="text-pretty text-ink-2">
          <Trans>
            Give a coding agent a prompt and a budget, and watch it work through your repository,
            iteration by iteration, until your own checks pass. It works on a branch and in a folder
            of its own: your checkout stays as it is until you say otherwise.
          </Trans>
        </p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button variant="primary" pending={sample.isPending} onClick={() => sample.mutate()}>
          <FlaskConical aria-hidden className="size-4" />
          {sample.isPending ? t`Making the sample…` : t`Try it on a sample repository`}
        </Button>
        <Button onClick={() => add("path")}>
          <FolderPlus aria-hidden className="size-4" />
          <Trans>Add a repository</Trans>
        </Button>
        <Button onClick={() => add("clone")}>
          <CloudDownload aria-hidden className="size-4" />
          <Trans>Clone from a URL</Trans>
        </Button>
        <Button onClick={() => add("scan")}>
          <FolderSearch aria-hidden className="size-4" />
          <Trans>Find repositories</Trans>
        </Button>
      </div>
      <p className="max-w-md text-xs text-ink-3">
        <Trans>
          The sample is a small package with failing tests. The built-in demo agent mends them: it
          is scripted, uses no model, and costs nothing.
        </Trans>
      </p>
      {sample.isError && <ProblemNotice problem={problemOf(sample.error)} className="text-left" />}
    </section>
  );
}

/** A row of signals, one of them at clear: the picture of the empty page. */
function Signals() {
  return (
    <svg viewBox="0 0 168 64" aria-hidden className="h-16 text-line-strong">
      <path
        d="M0 58h168M8 58v4M32 58v4M56 58v4M80 58v4M104 58v4M128 58v4M152 58v4"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {[24, 64, 104].map((x) => (
        <g key={x}>
          <path d={`M${x} 58V12`} stroke="currentColor" strokeWidth="3" />
          <path d={`M${x + 1.5} 14h22l-5 5 5 5h-22z`} fill="currentColor" />
        </g>
      ))}
      <path d="M144 58V12" stroke="var(--accent)" strokeWidth="3" />
      <path
        d="m145 14 19-11-1.800 6.830 6.830 1.830-19 11z"
        fill="var(--accent)"
        transform="translate(-2 4)"
      />
    </svg>
  );
}
