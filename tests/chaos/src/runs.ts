import type { Client } from "./client.ts";

/** Open a session and start a run of one iteration in it. */
export async function startRun(
  client: Client,
  repositoryId: string,
  agent: string,
): Promise<{ runId: string; sessionId: string }> {
  const session = await client.sessions.create.mutate({ repositoryId, agent });
  const run = await client.runs.start.mutate({
    sessionId: session.id,
    prompt: "chaos",
    budget: { maxIterations: 1 },
  });
  return { runId: run.id, sessionId: session.id };
}
