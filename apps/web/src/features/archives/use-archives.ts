import { t } from "@lingui/core/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { trpc } from "../../lib/trpc.ts";

export type Archive = RouterOutputs["archives"]["list"]["items"][number];

/** The server's largest page: few repositories have more. */
const pageSize = 200;

/** The archived work of a repository, page by page, newest first. */
export function useArchives(repositoryId: string) {
  const query = trpc.archives.list.useInfiniteQuery(
    { repositoryId, limit: pageSize },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  return { query, archives: query.data?.pages.flatMap(({ items }) => items) ?? [] };
}

/** Open a new session with archived work, and go there; the archive stays. */
export function useRestore() {
  const navigate = useNavigate();
  const utils = trpc.useUtils();
  return trpc.archives.restore.useMutation({
    onSuccess: async ({ id, name, notes }) => {
      toast.success(t`"${name}" is restored.`, {
        description: notes.length > 0 ? notes.join(" ") : undefined,
      });
      await utils.sessions.list.invalidate();
      await navigate({ to: "/sessions/$sessionId", params: { sessionId: id }, search: {} });
    },
  });
}
