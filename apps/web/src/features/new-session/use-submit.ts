import { t } from "@lingui/core/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { InputIssue } from "@signalbox/shared";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { readModel } from "../agents/options-draft.ts";
import { nextRunDrafts } from "../runs/next-run-drafts.ts";
import { issuesAtRows, readRunDraft, type RunDraft } from "../runs/run-draft.ts";
import { remembered, type DraftStore } from "./draft-store.ts";
import { nameOfPrompt } from "./name-of-prompt.ts";
import { placeOf } from "./problem-places.ts";
import type { HeldChoices } from "./session-draft.ts";
import { useCreateSession } from "./use-create-session.ts";

type Session = RouterOutputs["sessions"]["create"];

/** What the form holds when it is sent. */
export interface Filled {
  repositoryId: string | null;
  name: string;
  choices: HeldChoices;
  run: RunDraft;
}

/** Make what the form holds into a session, with or without a run in it, and go there. */
export function useSubmit(filled: Filled | null, store: DraftStore) {
  const navigate = useNavigate();
  const utils = trpc.useUtils();
  const [found, setFound] = useState<InputIssue[]>([]);
  /** Fields that were changed since: what was wrong with them is not said any more. */
  const [changed, setChanged] = useState<readonly string[]>([]);
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  const goTo = (session: Session) => {
    store.clear();
    void navigate({
      to: "/sessions/$sessionId",
      params: { sessionId: session.id },
      // Going back leads to the page below the window, not to the window.
      replace: true,
    });
  };
  const sent = useRef<{ filled: Filled; startsRun: boolean } | null>(null);
  const onDone = (session: Session) => {
    if (sent.current) remember(session, sent.current);
    void utils.repositories.list.invalidate();
    for (const note of session.notes) toast.info(note);
    if (isOpen.current) return goTo(session);
    store.clear();
    toast.success(t`${session.name} was created.`, {
      action: { label: t`Open`, onClick: () => goTo(session) },
    });
  };
  const { create, created } = useCreateSession(onDone);

  const problem = create.isError ? problemOf(create.error) : null;
  const place = problem && placeOf(problem);
  const run = filled?.run;
  const issues = useMemo(
    () => [...found, ...(place && run ? issuesAtRows(place.issues, run) : [])],
    // By what was answered: typing on does not bring the focus back to a field.
    // oxlint-disable-next-line react/exhaustive-deps
    [found, create.error],
  );

  const submit = (startsRun: boolean) => {
    if (create.isPending || !filled) return;
    const { repositoryId, name, choices } = filled;
    const read = readRunDraft(filled.run);
    const wrong = [
      ...(repositoryId ? [] : [{ path: "repositoryId", message: t`Choose a repository.` }]),
      ...(choices.agent ? [] : [{ path: "agent", message: t`No agent can be used yet.` }]),
      ...(startsRun && !read.ok ? read.issues : []),
    ];
    create.reset();
    setChanged([]);
    setFound(wrong);
    if (wrong.length > 0 || !repositoryId || !choices.agent) return;
    const { orchestrator, agent, base } = choices;
    sent.current = { filled, startsRun };
    create.mutate({
      session: {
        repositoryId,
        name: name.trim() || nameOfPrompt(filled.run.prompt) || undefined,
        orchestrator,
        agent: agent.agent,
        agentOptions: readModel(agent),
        baseBranch: base ?? undefined,
      },
      run: startsRun && read.ok ? read.input : null,
    });
  };

  return {
    submit,
    /** Null unless a call goes on. */
    pending: create.isPending ? (create.variables.run ? "start" : "create") : null,
    /** All that was wrong when it was sent, for the focus; and what is left of it. */
    sentIssues: issues,
    issues: issues.filter(({ path }) => !changed.includes(path.split(".", 1)[0] ?? path)),
    /** A field is being changed. */
    change: (path: string) => {
      if (issues.length > 0) setChanged((now) => (now.includes(path) ? now : [...now, path]));
    },
    help: place?.help ?? {},
    /** What no field shows: a refusal that is about one field is told there. */
    problem: place && place.issues !== problem.issues ? null : problem,
    /** The session that came to be without its run, and the way to it. */
    created:
      created && create.isError
        ? {
            session: created,
            open: () => {
              if (run) nextRunDrafts.set(created.id, run);
              goTo(created);
            },
          }
        : null,
  } as const;
}

/** The choices for the repository's next session; and what was typed for a run that did not begin, for the session's first one. */
function remember(session: Session, { filled, startsRun }: { filled: Filled; startsRun: boolean }) {
  const { orchestrator, agent, checks, budget } = filled.choices;
  remembered.update(session.repositoryId, () => ({
    orchestrator,
    agent: agent ?? undefined,
    checks,
    budget,
  }));
  if (!startsRun) nextRunDrafts.set(session.id, filled.run);
}
