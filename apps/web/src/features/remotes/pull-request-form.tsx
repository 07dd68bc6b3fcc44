import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useState, type FormEvent } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { shortCommit } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { CheckboxField, Field, Input, Textarea } from "../../ui/field.tsx";
import { HelpSteps } from "../../ui/help-steps.tsx";
import { FormProblem, Notice } from "../../ui/notice.tsx";
import { Done, OutLink } from "./push-form.tsx";

type Remote = RouterOutputs["git"]["remotes"][number];

function toolWords(tool: Remote["pullRequestTool"]): string {
  switch (tool) {
    case "gh":
      return t`It is opened with GitHub's gh, as you are logged in there.`;
    case "glab":
      return t`It is opened with GitLab's glab, as you are logged in there.`;
    case null:
      return t`No program for this host is here (GitHub's gh, GitLab's glab): the branch is pushed, and you get the page to open it on.`;
  }
}

/** Push the branch and open a pull request from it: by the host's own program, or by its page. */
export function PullRequestForm({
  session,
  remote,
  onClose,
}: {
  session: RouterOutputs["sessions"]["get"];
  remote: Remote;
  onClose: () => void;
}) {
  const [title, setTitle] = useState(session.name);
  const [body, setBody] = useState("");
  const [into, setInto] = useState(session.baseBranch);
  const [draft, setDraft] = useState(false);
  const utils = trpc.useUtils();
  const open = trpc.git.pullRequest.useMutation({ onSuccess: () => utils.git.invalidate() });
  const problem = open.isError ? problemOf(open.error) : null;
  const { pullRequestTool: tool } = remote;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate({ sessionId: session.id, remote: remote.name, into, title, body, draft });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-sm text-ink-2">{toolWords(tool)}</p>
      <Field label={t`Into the branch`} error={issueAt(problem?.issues ?? [], "into")}>
        {(control) => (
          <Input
            {...control}
            spellCheck={false}
            className="max-w-80 font-mono text-xs"
            value={into}
            onChange={(event) => setInto(event.target.value)}
          />
        )}
      </Field>
      {tool && (
        <>
          <Field label={t`Title`} error={issueAt(problem?.issues ?? [], "title")}>
            {(control) => (
              <Input
                {...control}
                value={title}
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </Field>
          <Field label={t`Description (optional)`} error={issueAt(problem?.issues ?? [], "body")}>
            {(control) => (
              <Textarea
                {...control}
                rows={4}
                value={body}
                onChange={(event) => setBody(event.target.value)}
              />
            )}
          </Field>
          <CheckboxField label={t`As a draft`} checked={draft} onChange={setDraft} />
        </>
      )}
      <FormProblem
        problem={problem}
        isAtField={(path) => (tool ? /^(into|title|body)$/ : /^into$/).test(path)}
      />
      {open.data && <Result result={open.data} remote={remote.name} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
        <Button type="submit" variant="primary" pending={open.isPending}>
          {open.isPending ? t`Pushing…` : tool ? t`Open pull request` : t`Push and show the page`}
        </Button>
      </div>
    </form>
  );
}

function Result({
  result,
  remote,
}: {
  result: RouterOutputs["git"]["pullRequest"];
  remote: string;
}) {
  const { pullRequestUrl, problem, help, compareUrl, commit } = result;
  if (pullRequestUrl !== null) {
    return (
      <Done words={t`The pull request is open.`}>
        <OutLink href={pullRequestUrl}>{pullRequestUrl}</OutLink>
      </Done>
    );
  }
  return (
    <>
      <Done words={t`Pushed ${shortCommit(commit)} to ${remote}.`}>
        {compareUrl !== null && (
          <OutLink href={compareUrl}>{t`Open the pull request on its page`}</OutLink>
        )}
      </Done>
      {problem !== null && (
        <Notice level="warning">
          <p className="font-medium">{problem}</p>
          <HelpSteps help={help} />
        </Notice>
      )}
    </>
  );
}
