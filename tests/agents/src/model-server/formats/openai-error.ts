import type { Json } from "../types.ts";

const types: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "invalid_request_error",
  403: "invalid_request_error",
  429: "rate_limit_error",
};
const codes: Readonly<Record<number, string>> = {
  400: "context_length_exceeded",
  401: "invalid_api_key",
  429: "rate_limit_exceeded",
};

/** The body of an error, the same in both of OpenAI's formats. */
export function openaiError(status: number, message: string): Json {
  const type = types[status] ?? "server_error";
  return { error: { message, type, param: null, code: codes[status] ?? null } };
}
