import { t } from "@lingui/core/macro";
import { RefreshCw } from "lucide-react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";

/** Look anew at which agents are on this machine, their versions and logins. */
export function RefreshAgents() {
  const utils = trpc.useUtils();
  const refresh = trpc.agents.refresh.useMutation({
    onSuccess: (agents) => utils.agents.list.setData(undefined, agents),
    onError: (error) => toast.error(problemOf(error).message),
  });
  return (
    <Button pending={refresh.isPending} onClick={() => refresh.mutate()}>
      <RefreshCw aria-hidden className="size-3.5" />
      {refresh.isPending ? t`Looking…` : t`Refresh`}
    </Button>
  );
}
