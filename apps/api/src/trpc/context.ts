import type { Services } from "../services.ts";
import type { Outflow } from "./outflow.ts";

/** What every procedure gets. Whoever made the request was let in before: see `security/guard.ts`. */
export interface Context {
  services: Services;
  /** What the client of this connection has not taken yet. */
  outflow: Outflow;
}
