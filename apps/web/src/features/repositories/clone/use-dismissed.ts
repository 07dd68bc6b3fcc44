import { useState } from "react";
import { z } from "zod";

const key = "signalbox.dismissed-clones";
/** The server forgets ended clones long before there are this many. */
const most = 50;
const idsSchema = z.array(z.string()).catch([]);

function stored(): string[] {
  try {
    return idsSchema.parse(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
  } catch {
    // No storage, or somebody else's words in it: then nothing was put away.
    return [];
  }
}

/** The failed clones that the person has put away, as long as the tab is open. */
export function useDismissed() {
  const [ids, setIds] = useState(stored);
  const dismiss = (cloneId: string) => {
    const next = [...ids, cloneId].slice(-most);
    setIds(next);
    try {
      sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // It is back after a reload, no more.
    }
  };
  return { dismissed: new Set(ids), dismiss };
}
