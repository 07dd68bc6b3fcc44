import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { AgentStatus } from "@signalbox/shared";
import { SlidersHorizontal } from "lucide-react";
import { useState, type FormEvent } from "react";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { hasModelChoice, ModelFields } from "../agents/model-fields.tsx";
import { issuesBelow, modelDraftOf, readModel } from "../agents/options-draft.ts";
import { useAgent } from "../agents/use-agents.ts";

type Session = RouterOutputs["sessions"]["get"];

/** A session's agent, and the model and effort that are set for it; a press changes these, where there is a choice. */
export function SessionAgent({ session }: { session: Session }) {
  const [open, setOpen] = useState(false);
  const agent = useAgent(session.agent);
  const settings = trpc.settings.get.useQuery().data;
  const options = { ...settings?.agentOptions[session.agent], ...session.agentOptions };
  const words = [agent?.name ?? session.agent, options.model, options.effort]
    .filter(Boolean)
    .join(" · ");
  if (!agent || !hasModelChoice(agent)) return <span>{words}</span>;
  return (
    <>
      <button
        type="button"
        title={t`Change model and effort`}
        aria-label={t`${words}: change model and effort`}
        onClick={() => setOpen(true)}
        className="flex items-center gap-1 rounded-sm hover:text-ink hover:underline"
      >
        {words}
        <SlidersHorizontal aria-hidden className="size-3 text-ink-3" />
      </button>
      {open && (
        <ModelDialog
          session={session}
          agent={agent}
          inherited={settings?.agentOptions[session.agent] ?? {}}
          onDone={() => setOpen(false)}
        />
      )}
    </>
  );
}

function ModelDialog({
  session,
  agent,
  inherited,
  onDone,
}: {
  session: Session;
  agent: AgentStatus;
  inherited: { model?: string; effort?: string };
  onDone: () => void;
}) {
  const [draft, setDraft] = useState(() => modelDraftOf(session.agentOptions));
  const { name: agentName } = agent;
  const utils = trpc.useUtils();
  const update = trpc.sessions.update.useMutation({
    onSuccess: async () => {
      await utils.sessions.get.invalidate({ id: session.id });
      onDone();
    },
  });
  const problem = update.isError ? problemOf(update.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { args, env } = session.agentOptions;
    update.mutate({ id: session.id, agentOptions: { args, env, ...readModel(draft) } });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onDone();
      }}
      title={t`${agentName} in this session`}
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <ModelFields
          abilities={agent.abilities}
          draft={draft}
          issues={issuesBelow(problem?.issues ?? [], "agentOptions")}
          otherwise={{ words: t`As in the settings`, ...inherited }}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
        <p className="text-xs text-ink-3">
          <Trans>A run that goes on keeps what it began with; the next one takes this.</Trans>
        </p>
        <FormProblem
          problem={problem}
          isAtField={(path) => /^agentOptions\.(model|effort)$/.test(path)}
        />
        <Button type="submit" variant="primary" pending={update.isPending} className="self-start">
          {update.isPending ? t`Saving…` : t`Save`}
        </Button>
      </form>
    </Dialog>
  );
}
