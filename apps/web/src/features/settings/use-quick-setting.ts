import { t } from "@lingui/core/macro";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { useSaveSettings, type SettingsUpdate, type StoredSettings } from "./use-save-settings.ts";

type Change = (current: StoredSettings) => SettingsUpdate;

/**
 * Save a setting at once, without a form around it. `words`, a whole sentence, say what was done, with a button that takes it back: by
 * `takeBack`, else by storing what was there before. Without words only a failure is told of.
 */
export function useQuickSetting() {
  const { mutate, isPending } = useSaveSettings();
  const onError = (error: unknown) => void toast.error(problemOf(error).message);
  const save = (
    change: Change,
    { words, takeBack, onSaved }: { words?: string; takeBack?: Change; onSaved?: () => void } = {},
  ) =>
    mutate(change, {
      onError,
      onSuccess: ({ undo }) => {
        onSaved?.();
        if (words === undefined) return;
        const onClick = () => mutate(takeBack ?? (() => undo), { onError });
        toast.success(words, { action: { label: t`Undo`, onClick } });
      },
    });
  return { save, isPending };
}
