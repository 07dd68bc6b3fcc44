/** The code that Node gives its system errors (`EADDRINUSE`, `EEXIST`); undefined for all others. */
export function errorCode(error: unknown): string | undefined {
  const hasCode = error instanceof Error && "code" in error && typeof error.code === "string";
  return hasCode ? String(error.code) : undefined;
}
