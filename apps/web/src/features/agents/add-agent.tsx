import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { DefinitionDialog } from "./definition-dialog.tsx";

/** Define an agent of one's own. */
export function AddAgent() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden className="size-4" />
        <Trans>Add an agent</Trans>
      </Button>
      <DefinitionDialog
        what={{ kind: "new" }}
        open={open}
        onClose={() => setOpen(false)}
        onSaved={(saved) => toast.success(t`${saved.name} was added.`)}
      />
    </>
  );
}
