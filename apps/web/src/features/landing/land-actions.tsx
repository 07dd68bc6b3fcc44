import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Button } from "../../ui/button.tsx";
import type { Plan } from "./use-land-plan.ts";

/** The end of the dialog: carry the plan out, look again, or leave. */
export function LandActions({
  plan,
  isLooking,
  isLanding,
  onLook,
  onBack,
  onClose,
  onLand,
}: {
  /** Null while it is being found out. */
  plan: Plan | null;
  isLooking: boolean;
  isLanding: boolean;
  onLook: () => void;
  /** Back to the conflicts; null when there were none. */
  onBack: (() => void) | null;
  onClose: () => void;
  onLand: (expected: { head: string; intoCommit: string }) => void;
}) {
  const isReady = plan?.outcome === "ready";
  return (
    <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t bg-surface px-5 py-3">
      <Button variant="ghost" className="mr-auto -ml-3" pending={isLooking} onClick={onLook}>
        {isLooking ? t`Looking…` : t`Look again`}
      </Button>
      {onBack && (
        <Button onClick={onBack}>
          <Trans>Back to the conflicts</Trans>
        </Button>
      )}
      <Button onClick={onClose}>
        <Trans>Close</Trans>
      </Button>
      <Button
        variant="primary"
        pending={isLanding}
        disabled={!isReady || isLooking}
        onClick={() => {
          if (isReady && plan.intoCommit !== null) {
            onLand({ head: plan.head, intoCommit: plan.intoCommit });
          }
        }}
      >
        {isLanding ? t`Landing…` : t`Land`}
      </Button>
    </div>
  );
}
