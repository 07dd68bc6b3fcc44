import { initTRPC } from "@trpc/server";
import { getStatusCodeFromKey, TRPC_ERROR_CODES_BY_KEY } from "./http-codes.ts";
import type { Context } from "./context.ts";
import { expectedFailureOf } from "./error-mapper.ts";

const t = initTRPC.context<Context>().create({
  // Stack traces never reach a client, whatever NODE_ENV says.
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: 15_000 } },
  errorFormatter({ shape, error }) {
    const failure = expectedFailureOf(error);
    if (failure) {
      return {
        ...shape,
        message: failure.message,
        code: TRPC_ERROR_CODES_BY_KEY[failure.trpcCode],
        data: {
          ...shape.data,
          code: failure.trpcCode,
          httpStatus: getStatusCodeFromKey(failure.trpcCode),
          domain: failure.domain,
        },
      };
    }
    const message =
      shape.data.code === "INTERNAL_SERVER_ERROR"
        ? "Something went wrong inside Signalbox. The server's log has the details."
        : shape.message;
    return { ...shape, message, data: { ...shape.data, domain: null } };
  },
});

export const router = t.router;
export const procedure = t.procedure;
