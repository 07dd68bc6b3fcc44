import { Menu as Base } from "@base-ui/react/menu";
import { t } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import { Trans } from "@lingui/react/macro";
import { Check, ListFilter } from "lucide-react";
import { cn } from "../../lib/cn.ts";
import { buttonClass } from "../../ui/button.tsx";
import { allEventKinds, eventKinds, type EventKind } from "./event-kinds.ts";

const itemClass =
  "grid cursor-default grid-cols-[1rem_1fr] items-center gap-1.5 rounded-sm py-1.5 pr-3 pl-1.5 text-sm outline-hidden data-highlighted:bg-accent-soft";

/** Choose which kinds of events are shown; null for all of them. */
export function KindMenu({
  kinds,
  onChange,
}: {
  kinds: ReadonlySet<EventKind> | null;
  onChange: (kinds: ReadonlySet<EventKind> | null) => void;
}) {
  const { _ } = useLingui();
  const toggle = (kind: EventKind, isChecked: boolean) => {
    const next = new Set(kinds);
    if (isChecked) next.add(kind);
    else next.delete(kind);
    onChange(next.size === 0 ? null : next);
  };
  return (
    <Base.Root>
      <Base.Trigger
        title={t`Filter by kind`}
        className={cn(
          buttonClass({ variant: "ghost", size: "sm" }),
          kinds && "bg-accent-soft text-ink",
        )}
      >
        <ListFilter aria-hidden className="size-3.5" />
        <span className="sr-only sm:not-sr-only">
          <Trans>Kinds</Trans>
        </span>
        {kinds && (
          <span>
            {kinds.size}
            <span className="sr-only">
              {" "}
              <Trans>chosen</Trans>
            </span>
          </span>
        )}
      </Base.Trigger>
      {/* Inside the main landmark, so that nothing of the page is outside of one. */}
      <Base.Portal container={document.querySelector<HTMLElement>("#main")}>
        <Base.Positioner align="end" sideOffset={4} className="z-50 outline-hidden">
          <Base.Popup className="min-w-44 rounded-md border border-line-strong bg-surface p-1 shadow-pop outline-hidden">
            <Base.Item className={itemClass} onClick={() => onChange(null)}>
              <span className="col-start-2">
                <Trans>Show all</Trans>
              </span>
            </Base.Item>
            {allEventKinds.map((kind) => (
              <Base.CheckboxItem
                key={kind}
                checked={kinds?.has(kind) ?? false}
                onCheckedChange={(isChecked) => toggle(kind, isChecked)}
                className={itemClass}
              >
                <Base.CheckboxItemIndicator className="col-start-1">
                  <Check aria-hidden className="size-3.5 text-accent" />
                </Base.CheckboxItemIndicator>
                <span className="col-start-2">{_(eventKinds[kind].word)}</span>
              </Base.CheckboxItem>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
