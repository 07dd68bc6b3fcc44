import { t } from "@lingui/core/macro";
import type { ActivityDay } from "@signalbox/shared";
import { Dialog } from "../../ui/dialog.tsx";
import { ActivityTable } from "./activity-table.tsx";

/** The numbers of the charts, in a window over the page. */
export function ActivityDialog({
  days,
  onClose,
}: {
  days: readonly ActivityDay[];
  onClose: () => void;
}) {
  const count = days.length;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Activity of the last ${count} days`}
    >
      <ActivityTable days={days} />
    </Dialog>
  );
}
