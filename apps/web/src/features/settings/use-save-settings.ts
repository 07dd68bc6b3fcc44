import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import { useMutation } from "@tanstack/react-query";
import { client, trpc } from "../../lib/trpc.ts";

export type StoredSettings = RouterOutputs["settings"]["get"];
export type SettingsUpdate = RouterInputs["settings"]["update"];

/** The settings as they were saved, and an update that takes the change back. */
export interface SavedSettings {
  settings: StoredSettings;
  undo: SettingsUpdate;
}

/** The stored values of the keys that an update names. */
export function valuesOf(settings: StoredSettings, update: SettingsUpdate): SettingsUpdate {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => Object.hasOwn(update, key)));
}

/**
 * Save settings as a change of those that hold now: lists in them are replaced whole, and another page may have changed them.
 * The agents are looked at again when settings say how they are found.
 */
export function useSaveSettings(onSaved?: (saved: SavedSettings) => void) {
  const utils = trpc.useUtils();
  return useMutation({
    mutationFn: async (change: (current: StoredSettings) => SettingsUpdate) => {
      const current = await client.settings.get.query();
      const update = change(current);
      const settings = await client.settings.update.mutate(update);
      return { settings, undo: valuesOf(current, update), update };
    },
    onSuccess: async ({ settings, undo, update }) => {
      utils.settings.get.setData(undefined, settings);
      onSaved?.({ settings, undo });
      if (update.agents ?? update.agentOptions) await utils.agents.list.invalidate();
    },
  });
}
