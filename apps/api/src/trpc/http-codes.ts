import { TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";

export { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** The HTTP status that tRPC answers with for one of its codes. */
export function getStatusCodeFromKey(code: TRPC_ERROR_CODE_KEY): number {
  return getHTTPStatusCodeFromError(new TRPCError({ code }));
}
