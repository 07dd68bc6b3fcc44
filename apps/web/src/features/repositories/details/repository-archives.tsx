import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { trpc } from "../../../lib/trpc.ts";
import { Section } from "../../../ui/section.tsx";
import { ArchiveList } from "../../archives/archive-list.tsx";

/** Work of the repository's sessions that was taken away, and can be brought back. */
export function RepositoryArchives({ repositoryId }: { repositoryId: string }) {
  const details = trpc.repositories.details.useQuery({ id: repositoryId });
  const count = details.data?.archives ?? 0;
  return (
    <Section
      title={
        count > 0
          ? t`Archive (${plural(count, { one: "# entry", other: "# entries" })})`
          : t`Archive`
      }
      description={t`What was discarded, reset or deleted with a session is kept in this repository, and can be restored.`}
    >
      {details.isError ? (
        <p className="text-sm text-ink-3">
          <Trans>It lies in the folder, which cannot be read now.</Trans>
        </p>
      ) : (
        <ArchiveList repositoryId={repositoryId} />
      )}
    </Section>
  );
}
