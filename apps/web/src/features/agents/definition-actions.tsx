import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { AgentDefinition } from "@signalbox/shared";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { without } from "../../lib/without.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useSaveSettings } from "../settings/use-save-settings.ts";
import { DefinitionDialog } from "./definition-dialog.tsx";

/** Change, copy or delete an agent that the person defined. */
export function DefinitionActions({ definition }: { definition: AgentDefinition }) {
  const [open, setOpen] = useState<"edit" | "copy" | "delete" | null>(null);
  const { id, name } = definition;
  const close = () => setOpen(null);
  const remove = useSaveSettings(() => toast.success(t`${name} was deleted.`));
  return (
    <div className="flex gap-2">
      <Button onClick={() => setOpen("edit")}>
        <Trans>Edit</Trans>
      </Button>
      <Button onClick={() => setOpen("copy")}>
        <Trans>Copy</Trans>
      </Button>
      <Button variant="danger" onClick={() => setOpen("delete")}>
        <Trans>Delete</Trans>
      </Button>
      <DefinitionDialog
        what={{ kind: "edit", definition }}
        open={open === "edit"}
        onClose={close}
        onSaved={(saved) => toast.success(t`${saved.name} was saved.`)}
      />
      <DefinitionDialog
        what={{ kind: "copy", definition }}
        open={open === "copy"}
        onClose={close}
        onSaved={(saved) => toast.success(t`${saved.name} was added.`)}
      />
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(isOpen) => {
          if (!isOpen) close();
        }}
        title={t`Delete ${name}?`}
        confirmLabel={remove.isPending ? t`Deleting…` : t`Delete agent`}
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(({ agents, agentOptions }) => ({
            agents: agents.filter((agent) => agent.id !== id),
            agentOptions: without(agentOptions, id),
          }))
        }
      >
        <p>
          <Trans>
            Its definition and its secrets are deleted. Sessions that use it stay, but cannot start
            another run.
          </Trans>
        </p>
        {remove.isError && <ProblemNotice problem={problemOf(remove.error)} />}
      </ConfirmDialog>
    </div>
  );
}
