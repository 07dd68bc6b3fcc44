import { Trans } from "@lingui/react/macro";
import { cn } from "../../lib/cn.ts";
import { Button } from "../../ui/button.tsx";

/** The way to the next page of a part of the board; nothing where there is none. */
export function MoreButton({
  pages,
  className,
}: {
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  className?: string;
}) {
  if (!pages.hasNextPage) return null;
  return (
    <Button
      className={cn("self-start", className)}
      pending={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {pages.isFetchingNextPage ? <Trans>Loading more…</Trans> : <Trans>Show more</Trans>}
    </Button>
  );
}
