import { t } from "@lingui/core/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useNavigate } from "@tanstack/react-router";
import {
  CheckCheck,
  Ellipsis,
  FileText,
  Flag,
  FolderGit2,
  GitBranch,
  Link as LinkIcon,
  Pencil,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { copyText } from "../../lib/copy-text.ts";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { useCommands, type Command } from "../shell/commands.ts";
import { DeleteSession } from "./delete-session.tsx";
import { RenameSession } from "./rename-session.tsx";
import { useMarkDone } from "./use-mark-done.ts";

type Session = RouterOutputs["sessions"]["get"];

/** What can be done with a session as a whole; also in the palette. `runId`: the run in view, whose report can be read. */
export function SessionMenu({ session, runId }: { session: Session; runId: string | null }) {
  const [asked, setAsked] = useState<"rename" | "delete" | null>(null);
  const navigate = useNavigate();
  const markDone = useMarkDone();
  const isBusy = session.status === "queued" || session.status === "running";
  const isDone = session.doneAt !== null;
  const { id: sessionId, name, branch, worktreePath } = session;
  const close = () => setAsked(null);

  const items: (MenuItem & Pick<Command, "id"> & { isHidden?: boolean })[] = [
    {
      id: "session.done",
      label: isDone ? t`Take back into “Needs you”` : t`Mark as done`,
      Icon: isDone ? Flag : CheckCheck,
      isDisabled: isBusy,
      onSelect: () => markDone(session, !isDone),
    },
    {
      id: "session.report",
      label: t`Open report`,
      Icon: FileText,
      isHidden: runId === null,
      onSelect: () =>
        void navigate({
          to: "/sessions/$sessionId/report",
          params: { sessionId },
          search: { run: runId ?? undefined },
        }),
    },
    {
      id: "session.copy-link",
      label: t`Copy link`,
      Icon: LinkIcon,
      onSelect: () =>
        copyText(`${globalThis.location.origin}/sessions/${sessionId}`, t`The link to the session`),
    },
    {
      id: "session.copy-branch",
      label: t`Copy branch`,
      Icon: GitBranch,
      onSelect: () => copyText(branch, t`The name of the branch`),
    },
    {
      id: "session.copy-worktree",
      label: t`Copy path of the worktree`,
      Icon: FolderGit2,
      onSelect: () => copyText(worktreePath, t`The path of the worktree`),
    },
    {
      id: "session.rename",
      label: t`Rename session`,
      Icon: Pencil,
      onSelect: () => setAsked("rename"),
    },
    {
      id: "session.delete",
      label: isBusy ? t`Delete session (stop its run first)` : t`Delete session`,
      Icon: Trash2,
      isDanger: true,
      isDisabled: isBusy,
      onSelect: () => setAsked("delete"),
    },
  ];
  const offered = items.filter(({ isHidden }) => isHidden !== true);
  useCommands(
    offered.map(({ id, label, isDisabled, onSelect }) => ({
      id,
      label,
      section: "session",
      when: isDisabled !== true,
      run: onSelect,
    })),
  );
  return (
    <>
      <Menu label={t`More for this session`} items={offered}>
        <Ellipsis aria-hidden className="size-4" />
      </Menu>
      {asked === "rename" && <RenameSession sessionId={sessionId} name={name} onDone={close} />}
      {asked === "delete" && <DeleteSession session={session} onDone={close} />}
    </>
  );
}
