import type { Services } from "../services.ts";

/** What every procedure gets. Whoever made the request was let in before: see `security/guard.ts`. */
export interface Context {
  services: Services;
}
