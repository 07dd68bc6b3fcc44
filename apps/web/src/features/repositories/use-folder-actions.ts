import { t } from "@lingui/core/macro";
import { toast } from "sonner";
import { copyText } from "../../lib/copy-text.ts";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";

/** Copy the path of a repository, and open its folder in the person's file manager. */
export function useFolderActions({ id, path }: { id: string; path: string }) {
  const reveal = trpc.repositories.reveal.useMutation({
    onSuccess: () => toast.success(t`The folder is opened in the file manager.`),
    onError: (error) => {
      const { message, help } = problemOf(error);
      toast.error(message, { description: help.join(" ") });
    },
  });
  const copyPath = () => copyText(path, t`The path`);
  return { reveal: () => reveal.mutate({ id }), isRevealing: reveal.isPending, copyPath };
}
