import type { RouterOutputs } from "@signalbox/api/router";
import { Archive } from "lucide-react";
import { plural } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

/** So many commits and files are named; the rest is counted. */
const maxNamed = 5;

/** What of a session's work is nowhere else, and where it would be kept; how its work stands when that cannot be read. */
export function UnlandedWork({ session }: { session: RouterOutputs["sessions"]["get"] }) {
  const sessionId = session.id;
  const status = trpc.git.status.useQuery({ sessionId });
  const log = trpc.git.log.useQuery({ sessionId, scope: "session", limit: maxNamed });
  if (status.isError) {
    return <p>Its worktree cannot be read now: commits on its branch are archived as well.</p>;
  }
  if (!status.data) return <Skeleton className="h-10" />;
  const { ahead, uncommitted, baseBranch } = status.data;
  if (ahead === 0 && uncommitted.length === 0) {
    return <p>{baseBranch} has all of its work.</p>;
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
        title={`${plural(ahead, "commit")} that ${baseBranch} does not have`}
        items={commits}
        count={ahead}
      />
      <Named
        title={plural(uncommitted.length, "uncommitted file")}
        items={files}
        count={uncommitted.length}
      />
      <p className="flex items-start gap-1.5 text-xs">
        <Archive aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-3" />
        <span>
          Kept first as a ref below <code className="font-mono">refs/signalbox/archive/</code> of{" "}
          {session.repositoryName}
          {uncommitted.length > 0 && ", with a patch of what is uncommitted"}. You can restore it.
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
  return (
    <div>
      <p className="font-medium text-ink">{title}</p>
      <ul className="text-xs">
        {items.map(({ key, words }) => (
          <li key={key} className="truncate">
            {words}
          </li>
        ))}
        {count > items.length && items.length > 0 && <li>and {count - items.length} more</li>}
      </ul>
    </div>
  );
}
