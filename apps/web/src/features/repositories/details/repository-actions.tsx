import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useNavigate } from "@tanstack/react-router";
import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../../lib/errors.ts";
import { trpc } from "../../../lib/trpc.ts";
import { buttonClass, Button } from "../../../ui/button.tsx";
import { NewSessionLink } from "../../new-session/new-session-link.tsx";
import { ForgetRepository } from "../forget-repository.tsx";
import { RelocateRepository } from "../relocate-repository.tsx";
import { RenameRepository } from "../rename-repository.tsx";
import { useFolderActions } from "../use-folder-actions.ts";

/** What can be done with a repository as a whole. */
export function RepositoryActions({
  repository,
}: {
  repository: RouterOutputs["repositories"]["get"];
}) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<"rename" | "forget" | "relocate" | null>(null);
  const { reveal, isRevealing } = useFolderActions(repository);
  const close = () => setOpen(null);
  const details = trpc.repositories.details.useQuery({ id: repository.id });
  const isGone = details.isError && problemOf(details.error).code === "REPOSITORY_PATH_MISSING";
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="ghost" onClick={() => setOpen("rename")}>
        <Trans>Rename</Trans>
      </Button>
      <Button variant="ghost" onClick={() => setOpen("forget")}>
        <Trans>Forget</Trans>
      </Button>
      {isGone && (
        <Button variant="primary" onClick={() => setOpen("relocate")}>
          <Trans>It was moved…</Trans>
        </Button>
      )}
      {!isGone && (
        <>
          <Button pending={isRevealing} onClick={reveal}>
            <FolderOpen aria-hidden className="size-4" />
            <Trans>Show in file manager</Trans>
          </Button>
          <NewSessionLink
            start={{ repositoryId: repository.id }}
            className={`${buttonClass({ variant: "primary" })} max-sm:order-first`}
          >
            <Trans>New session</Trans>
          </NewSessionLink>
        </>
      )}
      {open === "rename" && <RenameRepository repository={repository} onDone={close} />}
      {open === "relocate" && <RelocateRepository repository={repository} onDone={close} />}
      {open === "forget" && (
        <ForgetRepository
          repository={repository}
          onForgotten={() => void navigate({ to: "/repositories" })}
          onDone={close}
        />
      )}
    </div>
  );
}
