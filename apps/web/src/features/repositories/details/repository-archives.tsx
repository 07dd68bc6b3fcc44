import { trpc } from "../../../lib/trpc.ts";
import { plural } from "../../../lib/format.ts";
import { Section } from "../../../ui/section.tsx";
import { ArchiveList } from "../../archives/archive-list.tsx";

/** Work of the repository's sessions that was taken away, and can be brought back. */
export function RepositoryArchives({ repositoryId }: { repositoryId: string }) {
  const details = trpc.repositories.details.useQuery({ id: repositoryId });
  const count = details.data?.archives ?? 0;
  return (
    <Section
      title={count > 0 ? `Archive (${plural(count, "entry", "entries")})` : "Archive"}
      description="What was discarded, reset or deleted with a session is kept in this repository, and can be restored."
    >
      {details.isError ? (
        <p className="text-sm text-ink-3">It lies in the folder, which cannot be read now.</p>
      ) : (
        <ArchiveList repositoryId={repositoryId} />
      )}
    </Section>
  );
}
