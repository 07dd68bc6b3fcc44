import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { z } from "zod";
import { newSessionSearchSchema } from "./features/new-session/new-session-search.ts";
import { overviewSearchSchema } from "./features/overview/overview-search.ts";
import { addWaySchema } from "./features/repositories/add/add-ways.ts";
import { timelineSearchShape } from "./features/runs/timeline-search.ts";
import { sessionViewSchema } from "./features/sessions/session-views.ts";
import { repositorySortSchema } from "./features/repositories/list/sorts.ts";
import { CrashPage, NotFoundPage } from "./routes/fallback-pages.tsx";
import { Frame } from "./routes/frame.tsx";
import { OverviewPage } from "./routes/overview-page.tsx";

/** The address bar reads `q=12` as a number; a search is always text. */
const searchTextSchema = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

const rootRoute = createRootRoute({
  component: Frame,
  validateSearch: newSessionSearchSchema,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: OverviewPage,
  validateSearch: overviewSearchSchema,
});

const repositoriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/repositories",
  component: lazyRouteComponent(() => import("./routes/repositories-page.tsx"), "RepositoriesPage"),
  validateSearch: z.object({
    q: searchTextSchema,
    sort: repositorySortSchema.optional().catch(undefined),
    /** The way to add a repository whose window is open, and the clone that is looked at in it. */
    add: addWaySchema.optional().catch(undefined),
    clone: searchTextSchema,
  }),
});

const repositoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/repositories/$repositoryId",
  component: lazyRouteComponent(() => import("./routes/repository-page.tsx"), "RepositoryPage"),
});

const agentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/agents",
  component: lazyRouteComponent(() => import("./routes/agents-page.tsx"), "AgentsPage"),
  /** The agent that is to be in view. */
  validateSearch: z.object({ agent: searchTextSchema }),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./routes/settings-page.tsx"), "SettingsPage"),
});

const settingsSectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/$section",
  component: lazyRouteComponent(() => import("./routes/settings-page.tsx"), "SettingsPage"),
});

/** Where the new-session window was a page. */
const newSessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sessions/new",
  beforeLoad: ({ search }) => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router's way to send somebody on
    throw redirect({ to: "/", search: { ...search, new: true }, replace: true });
  },
});

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sessions/$sessionId",
  component: lazyRouteComponent(() => import("./routes/session-page.tsx"), "SessionPage"),
  /**
   * `run`: the run in view, else the latest; `event`: the seq of the event to go to. `view`: the part beside the timeline, or in its place
   * where there is no room. `from` and `to`: the commits whose content is compared; `head` for the branch's own.
   */
  validateSearch: z.object({
    run: searchTextSchema,
    event: z.coerce.number().int().min(1).optional().catch(undefined),
    view: sessionViewSchema.optional().catch(undefined),
    from: searchTextSchema,
    to: searchTextSchema,
    ...timelineSearchShape,
  }),
});

const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sessions/$sessionId/report",
  component: lazyRouteComponent(() => import("./routes/report-page.tsx"), "ReportPage"),
  /** The run that is reported; the latest one without it. */
  validateSearch: z.object({ run: searchTextSchema }),
});

/** Every page of the app and its address. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    overviewRoute,
    repositoriesRoute,
    repositoryRoute,
    agentsRoute,
    settingsRoute,
    settingsSectionRoute,
    newSessionRoute,
    sessionRoute,
    reportRoute,
  ]),
  defaultPreload: "intent",
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
