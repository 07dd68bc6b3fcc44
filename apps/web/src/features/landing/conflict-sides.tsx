import { plural, t } from "@lingui/core/macro";
import { useState } from "react";
import { Tabs } from "../../ui/tabs.tsx";
import type { Conflict } from "./use-land-plan.ts";

type Side = "base" | "session" | "ancestor";

/** The file as it is on both sides, and as both began from it. */
export function ConflictSides({ conflict, into }: { conflict: Conflict; into: string }) {
  const [side, setSide] = useState<Side>("base");
  const items = [
    { value: "base", label: into, panel: <SideText side={conflict.base} name={into} /> },
    {
      value: "session",
      label: t`Session`,
      panel: <SideText side={conflict.session} name={t`Session`} />,
    },
    {
      value: "ancestor",
      label: t`Before both`,
      panel: <SideText side={conflict.ancestor} name={t`Before both`} />,
    },
  ] as const;
  return (
    <div className="rounded-md border">
      <Tabs<Side> value={side} onChange={setSide} items={items} />
    </div>
  );
}

function SideText({ side, name }: { side: Conflict["base"]; name: string }) {
  if (!side) return <Words>{t`There is no such file on this side.`}</Words>;
  if (side.text === null) {
    return (
      <Words>
        {plural(side.sizeBytes, {
          one: "# byte, binary or too long to show.",
          other: "# bytes, binary or too long to show.",
        })}
      </Words>
    );
  }
  return (
    <pre
      // Scrolls by itself, so it can be reached and moved with the keyboard.
      tabIndex={0}
      role="group"
      aria-label={t`The file: ${name}`}
      className="max-h-56 overflow-auto px-3 py-2 font-mono text-xs leading-4.5 whitespace-pre-wrap [overflow-wrap:anywhere] focus-visible:-outline-offset-2"
    >
      {side.text}
    </pre>
  );
}

function Words({ children }: { children: string }) {
  return <p className="px-3 py-2 text-xs text-ink-2">{children}</p>;
}
