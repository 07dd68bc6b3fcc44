import { useSyncExternalStore } from "react";
import { storedValues } from "../git/stored.ts";
import {
  emptyDraft,
  rememberedSchema,
  sampleDraft,
  sessionDraftSchema,
  type SessionDraft,
} from "./session-draft.ts";

/** What was chosen for the last session of each repository, in this browser. */
export const remembered = storedValues("new-session", rememberedSchema, {});

/** Text is written down when nobody has typed for so long, or the page goes. */
const writePauseMs = 300;

/** One draft that outlives the window, and a reload of its tab. */
function draftStore(key: string, untouched: SessionDraft) {
  const listeners = new Set<() => void>();
  let draft = read();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function read(): SessionDraft {
    try {
      const stored = sessionStorage.getItem(key);
      return stored === null ? untouched : sessionDraftSchema.parse(JSON.parse(stored));
    } catch {
      // Storage can be forbidden, and what an older page wrote may not fit.
      return untouched;
    }
  }
  const write = () => {
    clearTimeout(timer);
    try {
      if (draft === untouched) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // Full or forbidden: the draft lasts as long as the page.
    }
  };
  globalThis.addEventListener("pagehide", write);
  const set = (next: SessionDraft) => {
    draft = next;
    clearTimeout(timer);
    timer = setTimeout(write, writePauseMs);
    for (const listener of listeners) listener();
  };
  return {
    get: () => draft,
    update: (change: (draft: SessionDraft) => SessionDraft) => set(change(draft)),
    /** Back to what one begins with; nothing is left of what was typed. */
    clear: () => {
      set(untouched);
      write();
    },
    isTouched: () => draft !== untouched,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
export type DraftStore = ReturnType<typeof draftStore>;

const stores = {
  own: draftStore("signalbox.new-session", emptyDraft),
  sample: draftStore("signalbox.new-session.sample", sampleDraft),
};

/** The draft of a new session, or of one on the sample repository; drawn again when it changes. */
export function useDraft(sample: boolean): { draft: SessionDraft; store: DraftStore } {
  const store = sample ? stores.sample : stores.own;
  return { store, draft: useSyncExternalStore(store.subscribe, store.get) };
}
