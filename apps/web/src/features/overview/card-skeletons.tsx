import { Skeleton } from "../../ui/skeleton.tsx";

const mostSkeletons = 6;

/** Where cards are about to be, in their shape: as many as are known to come, within what fits in a window. */
export function CardSkeletons({ count, className }: { count: number; className?: string }) {
  return (
    <div aria-hidden className={className}>
      {Array.from({ length: Math.min(count, mostSkeletons) }, (_, index) => (
        <div key={index} className="flex flex-col gap-2.5 rounded-md border bg-surface p-3">
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-3 w-2/5" />
          <Skeleton className="h-3 w-full" />
        </div>
      ))}
    </div>
  );
}
