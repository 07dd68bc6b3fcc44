import { t } from "@lingui/core/macro";
import type { AgentStatus } from "@signalbox/shared";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { useQuickSetting } from "./use-quick-setting.ts";

/** Stands for no choice; no agent's id has a space. */
const firstUsable = "first usable";

/** Choose the agent that new sessions begin with; it is saved at once. */
export function DefaultAgent({
  agents,
  defaultAgent,
}: {
  agents: readonly AgentStatus[];
  defaultAgent: string | null;
}) {
  const { save } = useQuickSetting();
  const items = [
    { value: firstUsable, label: t`The first that is ready` },
    ...agents.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const choose = (id: string) => {
    const name = items.find(({ value }) => value === id)?.label ?? id;
    save(() => ({ defaultAgent: id === firstUsable ? null : id }), {
      words: t`Agent of new sessions: ${name}`,
    });
  };
  return (
    <Field label={t`Agent of new sessions`} className="max-w-80">
      {(control) => (
        <Select
          control={control}
          items={items}
          value={defaultAgent ?? firstUsable}
          onChange={choose}
        />
      )}
    </Field>
  );
}
