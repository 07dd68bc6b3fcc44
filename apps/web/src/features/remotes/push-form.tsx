import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { CircleCheck, ExternalLink } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { problemOf } from "../../lib/errors.ts";
import { shortCommit } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { CheckboxField } from "../../ui/field.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";

type Remote = RouterOutputs["git"]["remotes"][number];

/** Push the session's branch as it is. */
export function PushForm({
  session,
  remote,
  onClose,
}: {
  session: RouterOutputs["sessions"]["get"];
  remote: Remote;
  onClose: () => void;
}) {
  const [force, setForce] = useState(false);
  const utils = trpc.useUtils();
  const push = trpc.git.push.useMutation({ onSuccess: () => utils.git.invalidate() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    push.mutate({ sessionId: session.id, remote: remote.name, force });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <CheckboxField
        label={t`Replace what is there`}
        description={t`After a rebase or reset. Never what somebody else pushed since this repository looked.`}
        checked={force}
        onChange={setForce}
      />
      {push.isError && <ProblemNotice problem={problemOf(push.error)} />}
      {push.data && (
        <Done words={t`Pushed ${shortCommit(push.data.commit)} to ${remote.name}.`}>
          {push.data.compareUrl !== null && (
            <OutLink href={push.data.compareUrl}>{t`Open a pull request on its page`}</OutLink>
          )}
        </Done>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
        <Button type="submit" variant="primary" pending={push.isPending}>
          {push.isPending ? t`Pushing…` : t`Push`}
        </Button>
      </div>
    </form>
  );
}

/** What was done at a remote. */
export function Done({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div role="status" className="flex gap-2 text-sm [overflow-wrap:anywhere]">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium">{words}</p>
        {children}
      </div>
    </div>
  );
}

/** A link out of the app, in a tab of its own; nothing but web addresses become one. */
export function OutLink({ href, children }: { href: string; children: string }) {
  if (!/^https?:\/\//.test(href)) return <span className="font-mono text-xs">{href}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 self-start font-medium text-accent underline"
    >
      {children}
      <ExternalLink aria-label={t`opens in a new tab`} className="size-3.5 shrink-0" />
    </a>
  );
}
