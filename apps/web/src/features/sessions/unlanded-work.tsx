import { plural } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { Archive } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

/** So many commits and files are named; the rest is counted. */
const maxNamed = 5;

/** What of a session's work is nowhere else, and where it would be kept; how its work stands when that cannot be read. */
export function UnlandedWork({ session }: { session: RouterOutputs["sessions"]["get"] }) {
  const { id: sessionId, repositoryName } = session;
  const status = trpc.git.status.useQuery({ sessionId });
  const log = trpc.git.log.useQuery({ sessionId, scope: "session", limit: maxNamed });
  if (status.isError) {
    return (
      <p>
        <Trans>Its worktree cannot be read now: commits on its branch are archived as well.</Trans>
      </p>
    );
  }
  if (!status.data) return <Skeleton className="h-10" />;
  const { ahead, uncommitted, baseBranch } = status.data;
  if (ahead === 0 && uncommitted.length === 0) {
    return (
      <p>
        <Trans>{baseBranch} has all of its work.</Trans>
      </p>
    );
  }
  const commits = (log.data?.items ?? []).map(({ commit, subject }) => ({
    key: commit,
    words: subject,
  }));
  const files = uncommitted
    .slice(0, maxNamed)
    .map(({ path, code }) => ({ key: `${code} ${path}`, words: path }));
  return (
    <div className="flex flex-col gap-2 rounded-md border bg-sunken px-3 py-2">
      <Named
        title={plural(ahead, {
          one: `# commit that ${baseBranch} does not have`,
          other: `# commits that ${baseBranch} does not have`,
        })}
        items={commits}
        count={ahead}
      />
      <Named
        title={plural(uncommitted.length, {
          one: "# uncommitted file",
          other: "# uncommitted files",
        })}
        items={files}
        count={uncommitted.length}
      />
      <p className="flex items-start gap-1.5 text-xs">
        <Archive aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-3" />
        <span>
          {uncommitted.length > 0 ? (
            <Trans>
              Kept first as a ref below <code className="font-mono">refs/signalbox/archive/</code>{" "}
              of {repositoryName}, with a patch of what is uncommitted. You can restore it.
            </Trans>
          ) : (
            <Trans>
              Kept first as a ref below <code className="font-mono">refs/signalbox/archive/</code>{" "}
              of {repositoryName}. You can restore it.
            </Trans>
          )}
        </span>
      </p>
    </div>
  );
}

function Named({
  title,
  items,
  count,
}: {
  title: string;
  items: readonly { key: string; words: string }[];
  count: number;
}) {
  if (count === 0) return null;
  const rest = count - items.length;
  return (
    <div>
      <p className="font-medium text-ink">{title}</p>
      <ul className="text-xs">
        {items.map(({ key, words }) => (
          <li key={key} className="truncate">
            {words}
          </li>
        ))}
        {rest > 0 && items.length > 0 && (
          <li>
            <Plural value={rest} one="and # more" other="and # more" />
          </li>
        )}
      </ul>
    </div>
  );
}
