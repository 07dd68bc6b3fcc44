import { DomainError } from "@signalbox/shared";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { z } from "zod";
import { expectedFailureOf } from "../trpc/error-mapper.ts";
import { getStatusCodeFromKey, TRPC_ERROR_CODES_BY_KEY } from "../trpc/http-codes.ts";
import { lockedPage } from "./locked-page.ts";

/** Answer what is refused outside tRPC in tRPC's own shape, so that a client meets one kind of error; a browser's page load gets a page. */
export function addErrorReply(app: FastifyInstance): void {
  // Node does not count the socket of a refused upgrade as the server's: left open, it would stay for ever.
  app.addHook("onResponse", async (request) => {
    if (request.headers.upgrade !== undefined) request.raw.socket.destroySoon();
  });
  app.setErrorHandler((error, request, reply) => {
    const failure = expectedFailureOf({
      code: codeOfStatus(statusOf(error)),
      message: error instanceof Error ? error.message : String(error),
      cause: error,
    });
    if (!failure) return replyUnexpected(error, request, reply);
    const httpStatus = getStatusCodeFromKey(failure.trpcCode);
    void reply.code(httpStatus);
    if (failure.domain.code === "UNAUTHORIZED" && wantsPage(request)) {
      return reply.type("text/html; charset=utf-8").send(lockedPage(failure.message));
    }
    const { message, trpcCode, domain } = failure;
    return reply.send({
      error: {
        message,
        code: TRPC_ERROR_CODES_BY_KEY[trpcCode],
        data: { code: trpcCode, httpStatus, domain },
      },
    });
  });
}

function replyUnexpected(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const status = statusOf(error);
  if (status < 500 && error instanceof Error) {
    return reply.code(status).send({ error: { message: error.message } });
  }
  request.log.error({ err: error }, "a request failed");
  return reply.code(500).send({ error: { message: "Something went wrong inside Signalbox." } });
}

/** The status that Fastify itself gave an error (a body too large, say), else 500. */
function statusOf(error: unknown): number {
  const parsed = z.object({ statusCode: z.number().int() }).safeParse(error);
  return parsed.data?.statusCode ?? 500;
}

/** What tRPC calls a refusal of Fastify's own: of a body that is too large, of another type, or no JSON. */
function codeOfStatus(status: number): TRPC_ERROR_CODE_KEY {
  if (status === 400) return "BAD_REQUEST";
  if (status === 413) return "PAYLOAD_TOO_LARGE";
  return status === 415 ? "UNSUPPORTED_MEDIA_TYPE" : "INTERNAL_SERVER_ERROR";
}

function wantsPage(request: FastifyRequest): boolean {
  return request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
}

/** The refusal of a link or token that lets nobody in. */
export function notUnlocked(): DomainError {
  return new DomainError("UNAUTHORIZED", "That link was used before, or the token is not right.", {
    help: ["Start Signalbox again for a new link, or give the token."],
  });
}
