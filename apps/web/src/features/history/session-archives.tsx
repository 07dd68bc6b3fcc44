import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ArchiveRows } from "../archives/archive-rows.tsx";
import { useArchives } from "../archives/use-archives.ts";

/** What was taken back in this session or replaced by a landing, still to be had; nothing when there is none. */
export function SessionArchives({
  session,
  isBusy,
  open,
  onToggle,
}: {
  session: RouterOutputs["sessions"]["get"];
  isBusy: boolean;
  open: boolean;
  onToggle: (open: boolean) => void;
}) {
  const { archives } = useArchives(session.repositoryId);
  const own = archives.filter((archive) => archive.session?.id === session.id);
  if (own.length === 0) return null;
  return (
    <Disclosure
      open={open}
      onToggle={onToggle}
      className="border-t pt-2"
      summaryClassName="py-1 text-ink-2"
      summary={
        <span>
          <Trans>
            Archived of this session (<Plural value={own.length} one="# entry" other="# entries" />)
          </Trans>
        </span>
      }
    >
      <div className="pt-2">
        <ArchiveRows
          repositoryId={session.repositoryId}
          archives={own}
          rewindIn={isBusy ? null : session.id}
        />
      </div>
    </Disclosure>
  );
}
