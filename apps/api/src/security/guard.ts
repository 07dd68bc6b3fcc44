import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "@signalbox/shared";
import { tokenSchema } from "./token.ts";
import type { AllowedAddresses } from "./addresses.ts";
import type { Secrets } from "./secrets.ts";

/** What is served to anyone on this machine: it says nothing and does nothing. */
const openPaths = new Set(["/healthz", "/unlock"]);

interface GuardOptions {
  addresses: () => AllowedAddresses;
  secrets: Secrets;
  cookieName: () => string;
}

/**
 * Let in only who may be: an exact Host (against DNS rebinding), an exact Origin where there is one (against
 * foreign pages), and a bearer token or the browser's cookie. Runs before every handler, and before the
 * handshake of a WebSocket, since the WebSocket plugin routes upgrades through the same hooks.
 * @throws DomainError FORBIDDEN_ORIGIN, UNAUTHORIZED
 */
export function addGuard(app: FastifyInstance, options: GuardOptions): void {
  app.addHook("onRequest", async (request) => {
    assertAddresses(request, options.addresses());
    if (isOpen(request) || isLetIn(request, options)) return;
    throw new DomainError("UNAUTHORIZED", "This request has no valid token.", {
      help: [
        "In a browser: open the link that the server printed when it started.",
        'In a program: send "Authorization: Bearer <token>"; the token is the content of the file "token" in Signalbox\'s data folder.',
      ],
    });
  });
}

function isOpen(request: FastifyRequest): boolean {
  // Nothing that is open speaks WebSocket.
  if (request.headers.upgrade !== undefined) return false;
  const path = request.url.split("?", 1)[0] ?? "";
  // The printed link: its handler checks the code. Looked for as that handler does, so that nothing slips in between.
  const isLink = path === "/" && tokenSchema.parse(request.query).token !== undefined;
  return isLink || openPaths.has(path);
}

function assertAddresses(request: FastifyRequest, allowed: AllowedAddresses): void {
  const { host, origin } = request.headers;
  if (host === undefined || !allowed.hosts.has(host.toLowerCase())) {
    throw forbidden("Host", host);
  }
  if (origin !== undefined && !allowed.origins.has(origin.toLowerCase())) {
    throw forbidden("Origin", origin);
  }
}

function forbidden(header: "Host" | "Origin", value: string | undefined): DomainError {
  return new DomainError("FORBIDDEN_ORIGIN", `Signalbox does not answer to this ${header}.`, {
    help: ["Use the address that the server printed when it started."],
    details: { header, value: value ?? null },
  });
}

function isLetIn(request: FastifyRequest, { secrets, cookieName }: GuardOptions): boolean {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer !== undefined) return secrets.isToken(bearer.trim());
  const cookie = request.cookies[cookieName()];
  return cookie !== undefined && secrets.isCookie(cookie);
}
