import { Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DefinitionForm } from "./definition-form.tsx";

/** Define an agent of one's own. */
export function AddAgent() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden className="size-4" />
        Add an agent
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Add an agent" isWide>
        <DefinitionForm
          definition={null}
          onSaved={(saved) => {
            setOpen(false);
            toast.success(`${saved.name} was added.`);
          }}
        />
      </Dialog>
    </>
  );
}
