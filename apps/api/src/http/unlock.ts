import type { FastifyInstance, FastifyReply } from "fastify";
import type { Secrets } from "../security/secrets.ts";
import { tokenSchema } from "../security/token.ts";
import { notUnlocked } from "./error-reply.ts";

/** How long a browser stays let in: browsers cap a cookie's life at 400 days. */
const cookieMaxAgeSeconds = 400 * 24 * 3600;

interface UnlockOptions {
  secrets: Secrets;
  cookieName: () => string;
  /** Whether browsers come through an https address. */
  secure: boolean;
}

/** `POST /unlock` with a form field `token`: exchange it for the browser's HttpOnly cookie. */
export function addUnlock(app: FastifyInstance, options: UnlockOptions): void {
  app.post("/unlock", async (request, reply) => {
    const { token } = tokenSchema.parse(request.body ?? {});
    return unlock(reply, token ?? "", options);
  });
}

/**
 * Let a browser in and send it to the page without the token in its address.
 * @throws DomainError UNAUTHORIZED
 */
export function unlock(reply: FastifyReply, given: string, options: UnlockOptions) {
  if (!options.secrets.unlocks(given)) throw notUnlocked();
  return reply
    .setCookie(options.cookieName(), options.secrets.cookie, {
      httpOnly: true,
      sameSite: "strict",
      secure: options.secure,
      path: "/",
      maxAge: cookieMaxAgeSeconds,
    })
    .redirect("/", 303);
}
