import { FolderPlus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { AddRepositoryForm } from "../features/repositories/add-repository-form.tsx";
import { RepositoryList } from "../features/repositories/repository-list.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Page } from "../ui/page.tsx";

/** The registered repositories: add, rename, forget. */
export function RepositoriesPage() {
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title="Repositories"
      actions={
        <Button variant="primary" onClick={() => setAdding(true)}>
          <FolderPlus aria-hidden className="size-4" />
          Add a repository
        </Button>
      }
    >
      <RepositoryList />
      <Dialog open={adding} onOpenChange={setAdding} title="Add a repository">
        <AddRepositoryForm
          onAdded={(repository) => {
            setAdding(false);
            toast.success(`${repository.name} was added.`);
          }}
        />
      </Dialog>
    </Page>
  );
}
