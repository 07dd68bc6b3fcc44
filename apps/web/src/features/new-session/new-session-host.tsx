import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { usePrefetch } from "../../lib/use-prefetch.ts";

const load = () => import("./new-session-dialog.tsx");
const NewSessionDialog = lazy(() =>
  load().then((module) => ({ default: module.NewSessionDialog })),
);

/** Where the new-session window is drawn, over whatever page is in view. Its code comes while the page has nothing else to do. */
export function NewSessionHost() {
  const search = useSearch({ strict: false });
  usePrefetch(load);
  if (!search.new) return null;
  return (
    <Suspense>
      <NewSessionDialog
        key={search.sample ? "sample" : "own"}
        repositoryId={search.repository ?? null}
        sample={search.sample ?? false}
      />
    </Suspense>
  );
}
