import { t } from "@lingui/core/macro";
import { stateOfSession, type SessionWithRun } from "@signalbox/shared";
import { CheckCheck, OctagonX, Undo2 } from "lucide-react";
import { use, type ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import { buttonClass } from "../../ui/button.tsx";
import { SessionActionsContext } from "./session-actions.tsx";

/** What can be done with a session without opening it. The board's keys press these buttons, too: `data-action` names them. */
export function CardActions({
  session,
  className,
}: {
  session: SessionWithRun;
  className?: string;
}) {
  const actions = use(SessionActionsContext);
  if (!actions) return null;
  const { name } = session;
  const state = stateOfSession(session);
  return (
    <div className={cn("relative z-10 flex shrink-0", className)}>
      {state === "needs_you" && (
        <Action
          action="done"
          keys="x"
          label={t`Mark “${name}” as done`}
          title={t`Mark as done (x)`}
          onClick={() => actions.markDone(session, true)}
        >
          <CheckCheck aria-hidden className="size-4" />
        </Action>
      )}
      {state === "done" && (
        <Action
          action="done"
          keys="x"
          label={t`Take “${name}” back`}
          title={t`Take back (x)`}
          onClick={() => actions.markDone(session, false)}
        >
          <Undo2 aria-hidden className="size-4" />
        </Action>
      )}
      {(state === "running" || state === "queued") && (
        <Action
          action="stop"
          keys="s"
          label={t`Stop “${name}”…`}
          title={t`Stop… (s)`}
          onClick={() => actions.askStop(session)}
        >
          <OctagonX aria-hidden className="size-4" />
        </Action>
      )}
    </div>
  );
}

function Action({
  action,
  keys,
  label,
  title,
  onClick,
  children,
}: {
  action: "done" | "stop";
  keys: string;
  label: string;
  title: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      data-action={action}
      aria-label={label}
      aria-keyshortcuts={keys}
      title={title}
      onClick={onClick}
      className={cn(
        buttonClass({ variant: "ghost", size: "icon" }),
        "size-7 text-ink-3 pointer-coarse:size-10",
      )}
    >
      {children}
    </button>
  );
}
