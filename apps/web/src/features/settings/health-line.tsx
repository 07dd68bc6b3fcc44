import { t } from "@lingui/core/macro";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** One thing that Signalbox needs, and how it does: by shape, word and colour. */
export function HealthLine({
  isWell,
  name,
  detail,
  action,
}: {
  isWell: boolean;
  name: string;
  detail: ReactNode;
  action?: ReactNode;
}) {
  const Icon = isWell ? CircleCheck : TriangleAlert;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-2 px-3 py-1.5 text-sm">
      <Icon
        role="img"
        aria-label={isWell ? t`In order` : t`Needs attention`}
        className={isWell ? "size-4 shrink-0 text-ok" : "size-4 shrink-0 text-warn"}
      />
      <span className="w-28 shrink-0 font-medium">{name}</span>
      <span className="min-w-0 flex-1 text-ink-2">{detail}</span>
      {action}
    </li>
  );
}
