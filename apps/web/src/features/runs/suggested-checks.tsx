import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { SuggestedCheck } from "@signalbox/shared";
import { Plus } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { buttonClass } from "../../ui/button.tsx";
import { cn } from "../../lib/cn.ts";
import type { CheckDraft } from "./run-draft.ts";

/** More chips than these are a list to be read. */
const shownSuggestions = 6;
/** The files that speak for checks change seldom. */
const staleTimeMs = 60_000;

/** The checks that a repository's own files speak for, and that are not there yet: one press adds one. */
export function SuggestedChecks({
  repositoryId,
  checks,
  onAdd,
}: {
  repositoryId: string | null;
  checks: readonly CheckDraft[];
  onAdd: (check: SuggestedCheck) => void;
}) {
  // A help that does not come is not missed: its failure is not told.
  const suggested = trpc.repositories.suggestedChecks.useQuery(
    { id: repositoryId ?? "" },
    { enabled: repositoryId !== null, staleTime: staleTimeMs },
  );
  const known = new Set(checks.map(({ command }) => command.trim()));
  const names = new Set(checks.map(({ name }) => name.trim()));
  const left = (suggested.data?.checks ?? [])
    .filter(({ command }) => !known.has(command))
    .slice(0, shownSuggestions);
  if (left.length === 0) return null;
  return (
    <ul aria-label={t`Suggested checks`} className="flex flex-wrap gap-1.5">
      {left.map((check) => (
        <li key={check.command} className="min-w-0">
          <button
            type="button"
            // Two checks of one name are refused.
            onClick={() => onAdd(names.has(check.name) ? { ...check, name: check.command } : check)}
            className={cn(
              buttonClass({ size: "sm" }),
              "max-w-full border-dashed font-normal pointer-coarse:h-10",
            )}
          >
            <Plus aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            <span className="truncate font-mono">{check.command}</span>
            <span className="shrink-0 text-ink-3">
              <Trans>from {check.source}</Trans>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
