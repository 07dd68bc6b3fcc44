import type { InputIssue } from "@signalbox/shared";
import { useEffect, useMemo, useRef, useState, type FormEvent } from "react";
import { problemOf, type Problem } from "../../lib/errors.ts";
import { useFocusInvalid } from "../../lib/use-focus-invalid.ts";
import { hasSameEntries } from "./same-entries.ts";
import { stillWrong } from "./still-wrong.ts";
import { useUnsaved } from "./unsaved.tsx";
import {
  useSaveSettings,
  valuesOf,
  type SettingsUpdate,
  type StoredSettings,
} from "./use-save-settings.ts";

/** What a draft stands for, or what is wrong at which of its fields. */
export type DraftRead = { ok: true; update: SettingsUpdate } | { ok: false; issues: InputIssue[] };

export interface SettingsForm<Draft> {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** What is wrong with the fields: as found here, else as the server says. */
  issues: InputIssue[];
  problem: Problem | null;
  isPending: boolean;
  isSaved: boolean;
  ref: React.RefObject<HTMLFormElement | null>;
  onSubmit: (event: FormEvent) => void;
  /** Save without asking first. */
  save: () => void;
  /** Takes back what was saved last; null when there is nothing to take back. */
  undo: (() => void) | null;
}

/**
 * A form of a few settings that are saved together. Its draft follows the stored settings until somebody types; `holdBack` may keep a
 * save for a question, which then calls `save`.
 */
export function useSettingsForm<Draft extends object>(
  settings: StoredSettings,
  {
    draftOf,
    read,
    holdBack,
    onSaved,
  }: {
    draftOf: (settings: StoredSettings) => Draft;
    read: (draft: Draft) => DraftRead;
    holdBack?: () => boolean;
    onSaved?: () => void;
  },
): SettingsForm<Draft> {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [found, setFound] = useState<InputIssue[]>([]);
  const mutation = useSaveSettings(onSaved);
  const ref = useFocusInvalid(found);
  const result = useMemo(() => read(draft), [draft, read]);
  useUnsaved(!stands(result, settings));

  const known = useRef(settings);
  useEffect(() => {
    const wasUntouched = stands(result, known.current);
    known.current = settings;
    // Another page, or taking something back, changed what is stored: what nobody has touched here follows.
    if (wasUntouched && !stands(result, settings)) setDraft(draftOf(settings));
  }, [settings, result, draftOf]);

  const save = () => {
    if (result.ok && !mutation.isPending) mutation.mutate(() => result.update);
  };
  const problem = mutation.isError ? problemOf(mutation.error) : null;
  return {
    draft,
    change: (part) => {
      setDraft((current) => ({ ...current, ...part }));
      if (!mutation.isIdle && !mutation.isPending) mutation.reset();
    },
    issues: [...stillWrong(found, result.ok ? [] : result.issues), ...(problem?.issues ?? [])],
    problem,
    isPending: mutation.isPending,
    isSaved: mutation.isSuccess,
    ref,
    onSubmit: (event) => {
      event.preventDefault();
      setFound(result.ok ? [] : result.issues);
      if (result.ok && !holdBack?.()) save();
    },
    save,
    undo:
      mutation.isSuccess && !hasSameEntries(mutation.data.undo, mutation.data.update)
        ? () => mutation.mutate(() => mutation.data.undo)
        : null,
  };
}

/** Whether saving the draft would change nothing. */
function stands(result: DraftRead, settings: StoredSettings): boolean {
  return result.ok && hasSameEntries(valuesOf(settings, result.update), result.update);
}
