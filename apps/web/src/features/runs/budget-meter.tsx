import { t } from "@lingui/core/macro";
import { cn } from "../../lib/cn.ts";

/** From here on a limit is worth a warning. */
const nearlyUsedShare = 0.8;

/** How much of a limit is used, as a bar and, where it gets scarce, a word. `label` and `words` are spoken: `Iterations`, `9 of 10`. */
export function BudgetMeter({
  label,
  words,
  used,
  limit,
}: {
  label: string;
  words: string;
  used: number;
  limit: number;
}) {
  const share = limit > 0 ? Math.min(1, used / limit) : 1;
  const scarcity = share >= 1 ? t`used up` : share > nearlyUsedShare ? t`nearly used up` : null;
  return (
    <>
      <span
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={scarcity === null ? words : `${words}, ${scarcity}`}
        className={cn(
          "block h-1 w-14 shrink-0 overflow-hidden rounded-sm bg-line",
          // On a phone only where it gets scarce, or when the details are asked for.
          scarcity === null && "max-md:group-data-[open=false]/header:hidden",
        )}
      >
        <span
          className={cn("block h-full rounded-sm", scarcity === null ? "bg-accent" : "bg-warn")}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      {scarcity !== null && (
        <span aria-hidden className="text-xs font-medium whitespace-nowrap text-warn">
          {scarcity}
        </span>
      )}
    </>
  );
}
