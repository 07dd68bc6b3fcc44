import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import { useMutation } from "@tanstack/react-query";
import { client, trpc } from "../../lib/trpc.ts";

type Settings = RouterOutputs["settings"]["get"];
type Update = RouterInputs["settings"]["update"];

/**
 * Save settings as a change of those that hold now: lists in them are replaced whole, and another page may have changed them.
 * The agents are looked at again, since settings say how they are found.
 */
export function useSaveSettings(onSaved?: (settings: Settings) => void) {
  const utils = trpc.useUtils();
  return useMutation({
    mutationFn: async (change: (current: Settings) => Update) =>
      client.settings.update.mutate(change(await client.settings.get.query())),
    onSuccess: async (settings) => {
      utils.settings.get.setData(undefined, settings);
      onSaved?.(settings);
      await utils.agents.list.invalidate();
    },
  });
}
