import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { PromptTemplate } from "@signalbox/shared";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { SettingsPart } from "../settings-part.tsx";
import { useQuickSetting } from "../use-quick-setting.ts";
import { TemplateEditor } from "./template-editor.tsx";
import { TemplateRow } from "./template-row.tsx";
import { moved } from "./template-draft.ts";

/** How many templates there may be. */
const maxTemplates = 100;

/** The person's own prompts: each change is saved at once. */
export function TemplateList({ templates }: { templates: readonly PromptTemplate[] }) {
  const [edited, setEdited] = useState<PromptTemplate | null>(null);
  const { save } = useQuickSetting();
  const isNew = edited !== null && !templates.some(({ id }) => id === edited.id);

  const remove = (template: PromptTemplate) => {
    const place = templates.indexOf(template);
    save(
      ({ promptTemplates }) => ({
        promptTemplates: promptTemplates.filter(({ id }) => id !== template.id),
      }),
      {
        words: t`${template.name} was deleted.`,
        takeBack: ({ promptTemplates }) => ({
          promptTemplates: promptTemplates.toSpliced(place, 0, template),
        }),
      },
    );
  };
  const move = (id: string, by: -1 | 1) =>
    save(({ promptTemplates }) => ({ promptTemplates: moved(promptTemplates, id, by) }));
  const editor = edited && (
    <TemplateEditor
      key={edited.id}
      template={edited}
      isNew={isNew}
      onDone={() => setEdited(null)}
    />
  );
  return (
    <SettingsPart
      id="templates"
      title={t`Prompt templates`}
      description={t`Prompts that you use again and again: a new session offers them in this order.`}
      actions={
        <Button
          disabled={edited !== null || templates.length >= maxTemplates}
          onClick={() => setEdited({ id: crypto.randomUUID(), name: "", prompt: "" })}
        >
          <Plus aria-hidden className="size-4" />
          <Trans>Add a template</Trans>
        </Button>
      }
    >
      {templates.length === 0 && edited === null && (
        <p className="rounded-md border border-dashed px-4 py-6 text-center text-sm text-pretty text-ink-2">
          <Trans>
            None yet. A good one says what done means, and which command shows it: “All tests pass
            with npm test”.
          </Trans>
        </p>
      )}
      {templates.length > 0 && (
        <ol aria-label={t`Prompt templates`} className="divide-y rounded-md border bg-surface">
          {templates.map((template, index) => (
            <li key={template.id}>
              {template.id === edited?.id ? (
                editor
              ) : (
                <TemplateRow
                  template={template}
                  isFirst={index === 0}
                  isLast={index === templates.length - 1}
                  isLocked={edited !== null}
                  onEdit={() => setEdited(template)}
                  onCopy={() =>
                    setEdited({
                      id: crypto.randomUUID(),
                      name: t`${template.name} (copy)`.slice(0, 80),
                      prompt: template.prompt,
                    })
                  }
                  onMove={(by) => move(template.id, by)}
                  onDelete={() => remove(template)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {isNew && <div className="rounded-md border bg-surface">{editor}</div>}
    </SettingsPart>
  );
}
