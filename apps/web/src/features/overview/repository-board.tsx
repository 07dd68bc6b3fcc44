import type { SessionCounts } from "@signalbox/shared";
import type { useNames } from "../sessions/use-names.ts";
import { CardSkeletons } from "./card-skeletons.tsx";
import type { OverviewSearch } from "./overview-search.ts";
import { RepositoryLane } from "./repository-lane.tsx";

/** A lane for each repository that has sessions which the filters leave; those with most to do come first. */
export function RepositoryBoard({
  search,
  repositories,
  names,
}: {
  search: OverviewSearch;
  /** Undefined until they are known. */
  repositories: SessionCounts["repositories"] | undefined;
  names: ReturnType<typeof useNames>;
}) {
  if (!repositories) {
    return (
      <CardSkeletons
        count={6}
        className="grid grid-cols-[repeat(auto-fill,minmax(min(17rem,100%),1fr))] gap-2"
      />
    );
  }
  return (
    <div className="flex flex-col gap-6">
      {repositories.map((repository) => (
        <RepositoryLane key={repository.id} repository={repository} search={search} names={names} />
      ))}
    </div>
  );
}
