import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { demoAgentId, type AgentStatus } from "@signalbox/shared";
import { CircleCheck, CircleOff, KeyRound, type LucideIcon } from "lucide-react";
import { cn } from "../../lib/cn.ts";

interface Look {
  Icon: LucideIcon;
  word: MessageDescriptor;
  className: string;
}

const ready: Look = { Icon: CircleCheck, word: msg`Ready`, className: "text-ok" };
const missing: Look = { Icon: CircleOff, word: msg`Not available`, className: "text-ink-3" };
const loggedOut: Look = { Icon: KeyRound, word: msg`Not logged in`, className: "text-warn" };

function lookOf({ available, login }: Pick<AgentStatus, "available" | "login">): Look {
  if (login === "no") return loggedOut;
  return available ? ready : missing;
}

/** Whether an agent can be used, and what is missing: by icon, word and colour at once. */
export function AgentSignal({
  agent,
  className,
}: {
  agent: Pick<AgentStatus, "available" | "login">;
  className?: string;
}) {
  const { Icon, word, className: colour } = lookOf(agent);
  return (
    <span
      className={cn(
        "inline-flex shrink-0 items-center gap-1.5 text-xs font-medium whitespace-nowrap",
        colour,
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {i18n._(word)}
    </span>
  );
}

const loginWords: Record<AgentStatus["login"], MessageDescriptor> = {
  yes: msg`logged in`,
  no: msg`not logged in`,
  unknown: msg`login not known`,
};

/**
 * An agent's login in a few words; null where there is none to speak of: the demo agent has no model, of a person's own
 * agent little is known.
 */
export function loginWord({
  id,
  builtIn,
  login,
}: Pick<AgentStatus, "id" | "builtIn" | "login">): string | null {
  if (id === demoAgentId || (!builtIn && login === "unknown")) return null;
  return i18n._(loginWords[login]);
}
