import { sessionStatusSchema } from "@signalbox/shared";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { z } from "zod";
import { CrashPage, Frame, NotFoundPage } from "./routes/frame.tsx";
import { RepositoriesPage } from "./routes/repositories-page.tsx";
import { SessionsPage } from "./routes/sessions-page.tsx";

/** The address bar reads `q=12` as a number; a search is always text. */
const searchTextSchema = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const sessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: SessionsPage,
  validateSearch: z.object({
    q: searchTextSchema,
    status: sessionStatusSchema.optional().catch(undefined),
  }),
});

const repositoriesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/repositories",
  component: RepositoriesPage,
});

const agentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/agents",
  component: lazyRouteComponent(() => import("./routes/agents-page.tsx"), "AgentsPage"),
  /** The agent that is to be in view. */
  validateSearch: z.object({ agent: searchTextSchema }),
});

const newSessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sessions/new",
  component: lazyRouteComponent(() => import("./routes/new-session-page.tsx"), "NewSessionPage"),
  validateSearch: z.object({
    repository: searchTextSchema,
    /** Filled in ready for the sample repository. */
    sample: z.boolean().optional().catch(undefined),
  }),
});

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sessions/$sessionId",
  component: lazyRouteComponent(() => import("./routes/session-page.tsx"), "SessionPage"),
  /** `from` and `to`: the commits whose content is compared; `head` for the branch's own. */
  validateSearch: z.object({
    run: searchTextSchema,
    from: searchTextSchema,
    to: searchTextSchema,
  }),
});

/** Every page of the app and its address. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    sessionsRoute,
    repositoriesRoute,
    agentsRoute,
    newSessionRoute,
    sessionRoute,
  ]),
  defaultPreload: "intent",
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
