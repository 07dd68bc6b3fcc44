import { Popover } from "@base-ui/react/popover";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { PromptTemplate } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { ChevronDown, LayoutTemplate, Trash2 } from "lucide-react";
import { useState, type RefObject } from "react";
import { problemOf } from "../../../lib/errors.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { ProblemNotice } from "../../../ui/notice.tsx";
import { useSaveSettings } from "../../settings/use-save-settings.ts";
import { SaveTemplate } from "./save-template.tsx";

/** The person's templates: insert one, delete one, keep the prompt as one. */
export function TemplatesMenu({
  prompt,
  field,
  onInsert,
}: {
  prompt: string;
  /** Where the focus goes when one was inserted. */
  field: RefObject<HTMLTextAreaElement | null>;
  onInsert: (text: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const [wasInserted, setInserted] = useState(false);
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setInserted(false);
      }}
    >
      <Popover.Trigger className={buttonClass({ variant: "ghost", size: "sm" })}>
        <LayoutTemplate aria-hidden className="size-3.5" />
        <Trans>Templates</Trans>
        <ChevronDown aria-hidden className="size-3.5 text-ink-3" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-60">
          <Popover.Popup
            aria-label={t`Templates`}
            finalFocus={wasInserted ? field : undefined}
            className="flex max-h-[min(28rem,var(--available-height))] w-88 max-w-(--available-width) flex-col rounded-md border border-line-strong bg-surface shadow-pop outline-hidden"
          >
            <Content
              prompt={prompt}
              onInsert={(text) => {
                setInserted(true);
                setOpen(false);
                onInsert(text);
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Content({ prompt, onInsert }: { prompt: string; onInsert: (text: string) => void }) {
  const settings = trpc.settings.get.useQuery();
  const [deleted, setDeleted] = useState<{ template: PromptTemplate; place: number } | null>(null);
  const save = useSaveSettings();
  const templates = settings.data?.promptTemplates ?? [];

  const remove = (template: PromptTemplate) => {
    const place = templates.indexOf(template);
    save.mutate(
      ({ promptTemplates }) => ({
        promptTemplates: promptTemplates.filter(({ id }) => id !== template.id),
      }),
      { onSuccess: () => setDeleted({ template, place }) },
    );
  };
  const restore = ({ template, place }: NonNullable<typeof deleted>) =>
    save.mutate(
      ({ promptTemplates }) => ({
        promptTemplates: promptTemplates.toSpliced(place, 0, template),
      }),
      { onSuccess: () => setDeleted(null) },
    );
  return (
    <>
      {templates.length === 0 && !deleted && (
        <p className="px-3 py-2.5 text-sm text-ink-2">
          <Trans>No template yet. Keep what you type often under a name of its own.</Trans>
        </p>
      )}
      {templates.length > 0 && (
        <ul className="min-h-0 overflow-y-auto p-1">
          {templates.map((template) => (
            <TemplateRow
              key={template.id}
              template={template}
              onInsert={() => onInsert(template.prompt)}
              onDelete={() => remove(template)}
            />
          ))}
        </ul>
      )}
      <div role="status" className="empty:hidden">
        {deleted && (
          <p className="flex items-center gap-2 border-t px-3 py-1.5 text-xs text-ink-2">
            <span className="min-w-0 flex-1 truncate">
              <Trans>{deleted.template.name} was deleted.</Trans>
            </span>
            <Button size="sm" pending={save.isPending} onClick={() => restore(deleted)}>
              <Trans>Undo</Trans>
            </Button>
          </p>
        )}
      </div>
      {save.isError && <ProblemNotice problem={problemOf(save.error)} className="m-2" />}
      <SaveTemplate prompt={prompt} templates={templates} />
      <Link
        to="/settings/$section"
        params={{ section: "new-sessions" }}
        className="border-t px-3 py-2 text-xs text-accent underline"
      >
        <Trans>Change and order templates</Trans>
      </Link>
    </>
  );
}

function TemplateRow({
  template: { name, prompt },
  onInsert,
  onDelete,
}: {
  template: PromptTemplate;
  onInsert: () => void;
  onDelete: () => void;
}) {
  return (
    <li className="flex items-center gap-1">
      <button
        type="button"
        onClick={onInsert}
        className="flex min-w-0 flex-1 flex-col rounded-sm px-2 py-1.5 text-left hover:bg-accent-soft focus-visible:-outline-offset-2"
      >
        <span className="w-full truncate text-sm font-medium">{name}</span>
        <span className="w-full truncate text-xs text-ink-3">{prompt}</span>
      </button>
      <Button
        size="icon"
        variant="ghost"
        aria-label={t`Delete the template ${name}`}
        title={t`Delete`}
        onClick={onDelete}
      >
        <Trash2 aria-hidden className="size-4" />
      </Button>
    </li>
  );
}
