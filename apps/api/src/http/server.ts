import fastifyCookie from "@fastify/cookie";
import fastifyFormbody from "@fastify/formbody";
import fastifyHelmet from "@fastify/helmet";
import fastifyWebsocket from "@fastify/websocket";
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from "@trpc/server/adapters/fastify";
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { allowedAddresses } from "../security/addresses.ts";
import { addGuard } from "../security/guard.ts";
import type { Secrets } from "../security/secrets.ts";
import { tokenSchema } from "../security/token.ts";
import type { Services } from "../services.ts";
import { expectedFailureOf } from "../trpc/error-mapper.ts";
import { outflowOf } from "../trpc/outflow.ts";
import { socketEncoder } from "../trpc/prepared-json.ts";
import { appRouter, type AppRouter } from "../trpc/router.ts";
import { addErrorReply } from "./error-reply.ts";
import { addUnlock, unlock } from "./unlock.ts";
import { addWebApp } from "./web-app.ts";

/** The largest request: the longest prompt as JSON escapes it, with room. 2 MiB. */
const maxBodyBytes = 2 * 1024 * 1024;
/** A batch names its procedures in the path. */
const maxPathParameterLength = 5000;
/** How long a client may take to send one request: what trickles in for longer only holds a socket. */
const requestTimeoutMs = 60_000;
/** How often an open socket is asked whether its client is still there, and how long it may take to answer. */
const keepAlive = { enabled: true, pingMs: 30_000, pongWaitMs: 10_000 };

interface HttpOptions {
  services: Services;
  secrets: Secrets;
  host: string;
  publicUrl: URL | null;
  /** The built web app; null serves the API alone. */
  webDirectory: string | null;
  log: Logger;
}

/** The HTTP and WebSocket surface: guard first, then the API, then the web app. Not listening yet. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { services, secrets, publicUrl, log } = options;
  const loggerInstance: FastifyBaseLogger = log;
  const app: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    routerOptions: { maxParamLength: maxPathParameterLength },
    forceCloseConnections: true,
    requestTimeout: requestTimeoutMs,
  });
  const port = () => portOf(app);
  // Cookies know no ports: two servers on one machine must not overwrite each other's.
  const cookieName = () => `signalbox_${port()}`;
  const unlockOptions = { secrets, cookieName, secure: publicUrl !== null };

  addErrorReply(app);
  await app.register(fastifyCookie);
  addGuard(app, {
    secrets,
    cookieName,
    addresses: () => allowedAddresses({ host: options.host, port: port(), publicUrl }),
  });
  await app.register(fastifyFormbody);
  await app.register(fastifyHelmet, helmetOptions(publicUrl));
  await app.register(fastifyWebsocket, { options: { maxPayload: maxBodyBytes } });
  await app.register(fastifyTRPCPlugin, {
    prefix: "/trpc",
    useWSS: true,
    trpcOptions: withSocketOptions({
      router: appRouter,
      createContext: ({ req }) => ({ services, outflow: outflowOf(req.socket) }),
      onError({ error, path }) {
        if (error.code !== "INTERNAL_SERVER_ERROR" || expectedFailureOf(error)) return;
        log.error({ err: error.cause ?? error, path }, "a procedure failed");
      },
    }),
  } satisfies FastifyTRPCPluginOptions<AppRouter>);
  app.get("/healthz", () => ({ status: "ok" }));
  addUnlock(app, unlockOptions);
  if (options.webDirectory !== null) await addWebApp(app, options.webDirectory);
  app.get("/", (request, reply) => {
    const { token } = tokenSchema.parse(request.query);
    if (token !== undefined) return unlock(reply, token, unlockOptions);
    return reply.callNotFound();
  });
  return app;
}

type TrpcOptions = FastifyTRPCPluginOptions<AppRouter>["trpcOptions"];

/** The plugin hands these on to its WebSocket side; only its type does not say so. */
function withSocketOptions(options: TrpcOptions): TrpcOptions {
  return Object.assign(options, { keepAlive, experimental_encoder: socketEncoder });
}

/** The port that a server listens on; 0 while it does not. */
export function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function helmetOptions(publicUrl: URL | null) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Positioned popups and charts set style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Plain http on loopback: a browser that remembers "https only" for localhost locks other programs out.
    strictTransportSecurity: publicUrl !== null,
    // Not "no-referrer": that makes browsers send "Origin: null" with the unlock form.
    referrerPolicy: { policy: "same-origin" as const },
  };
}
