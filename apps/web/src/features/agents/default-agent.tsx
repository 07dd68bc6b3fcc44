import type { AgentStatus } from "@signalbox/shared";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { useSaveSettings } from "./use-save-settings.ts";

/** Stands for no choice; no agent's id has a space. */
const firstUsable = "first usable";

/** Choose the agent that new sessions begin with. */
export function DefaultAgent({
  agents,
  defaultAgent,
}: {
  agents: readonly AgentStatus[];
  defaultAgent: string | null;
}) {
  const save = useSaveSettings();
  return (
    <Field label="Agent of new sessions" className="max-w-80">
      {(control) => (
        <Select
          control={control}
          items={[
            { value: firstUsable, label: "The first that is ready" },
            ...agents.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={defaultAgent ?? firstUsable}
          onChange={(id) =>
            save.mutate(() => ({ defaultAgent: id === firstUsable ? null : id }), {
              onError: (error) => toast.error(problemOf(error).message),
            })
          }
        />
      )}
    </Field>
  );
}
