import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { agentsRouter } from "../domains/agents/agents-router.ts";
import { archivesRouter } from "../domains/archives/archives-router.ts";
import { gitRouter } from "../domains/git/git-router.ts";
import { orchestratorsRouter } from "../domains/orchestrators/orchestrators-router.ts";
import { repositoriesRouter } from "../domains/repositories/repositories-router.ts";
import { runsRouter } from "../domains/runs/runs-router.ts";
import { sessionsRouter } from "../domains/sessions/sessions-router.ts";
import { settingsRouter } from "../domains/settings/settings-router.ts";
import { statsRouter } from "../domains/stats/stats-router.ts";
import { systemRouter } from "../domains/system/system-router.ts";
import { router } from "./init.ts";

/** The whole API; `docs/` and the design's contract name each procedure. */
export const appRouter = router({
  system: systemRouter,
  orchestrators: orchestratorsRouter,
  agents: agentsRouter,
  repositories: repositoriesRouter,
  sessions: sessionsRouter,
  runs: runsRouter,
  git: gitRouter,
  archives: archivesRouter,
  stats: statsRouter,
  settings: settingsRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
