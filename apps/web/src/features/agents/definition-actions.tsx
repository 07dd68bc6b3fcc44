import type { AgentDefinition } from "@signalbox/shared";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { without } from "../../lib/without.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog, Dialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { DefinitionForm } from "./definition-form.tsx";
import { useSaveSettings } from "./use-save-settings.ts";

/** Change or delete an agent that the person defined. */
export function DefinitionActions({ definition }: { definition: AgentDefinition }) {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const { id, name } = definition;
  const close = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };
  const remove = useSaveSettings(() => toast.success(`${name} was deleted.`));
  return (
    <div className="flex gap-2">
      <Button onClick={() => setOpen("edit")}>Edit</Button>
      <Button variant="danger" onClick={() => setOpen("delete")}>
        Delete
      </Button>
      <Dialog open={open === "edit"} onOpenChange={close} title={`Edit ${name}`} isWide>
        <DefinitionForm
          definition={definition}
          onSaved={(saved) => {
            setOpen(null);
            toast.success(`${saved.name} was saved.`);
          }}
        />
      </Dialog>
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={close}
        title={`Delete ${name}?`}
        confirmLabel={remove.isPending ? "Deleting…" : "Delete agent"}
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(({ agents, agentOptions }) => ({
            agents: agents.filter((agent) => agent.id !== id),
            agentOptions: without(agentOptions, id),
          }))
        }
      >
        <p>
          Its definition and its secrets are deleted. Sessions that use it stay, but cannot start
          another run.
        </p>
        {remove.isError && <ProblemNotice problem={problemOf(remove.error)} />}
      </ConfirmDialog>
    </div>
  );
}
