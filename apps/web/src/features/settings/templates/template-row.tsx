import { t } from "@lingui/core/macro";
import type { PromptTemplate } from "@signalbox/shared";
import { ArrowDown, ArrowUp, Copy, EllipsisVertical, PencilLine, Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Button } from "../../../ui/button.tsx";
import { Menu } from "../../../ui/menu.tsx";

/** One template: its name, how its prompt begins, and what can be done with it. Alt and the arrow keys move it. */
export function TemplateRow({
  template: { name, prompt },
  isFirst,
  isLast,
  isLocked,
  onEdit,
  onCopy,
  onMove,
  onDelete,
}: {
  template: PromptTemplate;
  isFirst: boolean;
  isLast: boolean;
  /** Another one is being edited. */
  isLocked: boolean;
  onEdit: () => void;
  onCopy: () => void;
  onMove: (by: -1 | 1) => void;
  onDelete: () => void;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <div className="flex min-h-13 items-center gap-1 py-1.5 pr-2 pl-3" onKeyDown={onKeyDown}>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-sm font-medium">{name}</span>
        <span className="truncate text-xs text-ink-3">{prompt.split("\n", 1)[0]}</span>
      </span>
      <Button
        size="icon"
        variant="ghost"
        aria-label={t`Move ${name} up`}
        title={t`Move up`}
        aria-keyshortcuts="Alt+ArrowUp"
        // Stays where the focus is, also at the end of the list.
        aria-disabled={isFirst}
        className="size-7 max-sm:hidden aria-disabled:opacity-40"
        onClick={() => onMove(-1)}
      >
        <ArrowUp aria-hidden className="size-4" />
      </Button>
      <Button
        size="icon"
        variant="ghost"
        aria-label={t`Move ${name} down`}
        title={t`Move down`}
        aria-keyshortcuts="Alt+ArrowDown"
        aria-disabled={isLast}
        className="size-7 max-sm:hidden aria-disabled:opacity-40"
        onClick={() => onMove(1)}
      >
        <ArrowDown aria-hidden className="size-4" />
      </Button>
      <Button
        size="sm"
        variant="ghost"
        disabled={isLocked}
        aria-label={t`Edit ${name}`}
        onClick={onEdit}
      >
        <PencilLine aria-hidden className="size-3.5" />
        <span className="max-sm:sr-only">{t`Edit`}</span>
      </Button>
      <Menu
        label={t`More for ${name}`}
        items={[
          { label: t`Move up`, Icon: ArrowUp, onSelect: () => onMove(-1) },
          { label: t`Move down`, Icon: ArrowDown, onSelect: () => onMove(1) },
          ...(isLocked ? [] : [{ label: t`Make a copy`, Icon: Copy, onSelect: onCopy }]),
          { label: t`Delete`, Icon: Trash2, onSelect: onDelete, isDanger: true },
        ]}
      >
        <EllipsisVertical aria-hidden className="size-4" />
      </Menu>
    </div>
  );
}
