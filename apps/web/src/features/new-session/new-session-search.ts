import { z } from "zod";

/** The new-session window in the address, on top of any page: whether it is open, and what it begins with. */
export const newSessionSearchSchema = z.object({
  new: z.literal(true).optional().catch(undefined),
  /** The repository that is chosen in it; the address bar reads some ids as numbers. */
  repository: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  /** Filled in ready for the sample repository. */
  sample: z.literal(true).optional().catch(undefined),
});

/** What a new session begins with. */
export interface NewSessionStart {
  repositoryId?: string;
  sample?: boolean;
}

/** The search of the page in view with the window open; the rest of it stays, but for the window in which repositories are added. */
export function searchToOpen<Search extends object>(search: Search, start: NewSessionStart) {
  return {
    ...search,
    add: undefined,
    clone: undefined,
    new: true as const,
    repository: start.repositoryId,
    sample: start.sample ? (true as const) : undefined,
  };
}

/** The same with the window closed. */
export function searchToClose<Search extends object>(search: Search) {
  return { ...search, new: undefined, repository: undefined, sample: undefined };
}

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Whether the window was opened on the page that the entry before shows: going back closes it. */
    newSessionOpened?: boolean;
  }
}
