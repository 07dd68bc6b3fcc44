/**
 * Signalbox from a program of your own: open a session, start a run, follow its events, end with its outcome.
 *
 *   SIGNALBOX_URL=http://127.0.0.1:4870 SIGNALBOX_TOKEN=$(cat ~/.signalbox/token) \
 *     node --import tsx run-to-end.ts /path/to/repository "Make every failing test pass" "npm test"
 *
 * All types come from the server's router: a wrong field does not compile.
 */
import type { AppRouter } from "@signalbox/api/router";
import {
  createTRPCClient,
  createWSClient,
  httpLink,
  splitLink,
  TRPCClientError,
  wsLink,
} from "@trpc/client";
import { WebSocket } from "ws";

const url = process.env.SIGNALBOX_URL ?? "http://127.0.0.1:4870";
const headers = { authorization: `Bearer ${process.env.SIGNALBOX_TOKEN ?? ""}` };
const [path, prompt, check] = process.argv.slice(2);
if (path === undefined || prompt === undefined) {
  console.error("usage: run-to-end.ts REPOSITORY PROMPT [CHECK]");
  process.exit(2);
}

// Node's own WebSocket cannot send a header; `ws` can.
class AuthorizedSocket extends WebSocket {
  constructor(address: string | URL) {
    super(address, { headers });
  }
}
const socket = createWSClient({
  url: `${url.replace(/^http/, "ws")}/trpc`,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `ws` is a browser's WebSocket in all that the client uses
  WebSocket: AuthorizedSocket as unknown as typeof globalThis.WebSocket,
  lazy: { enabled: true, closeMs: 0 },
});
const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === "subscription",
      true: wsLink({ client: socket }),
      false: httpLink({ url: `${url}/trpc`, headers }),
    }),
  ],
});

try {
  const repository = await findOrAdd(path);
  const session = await client.sessions.create.mutate({ repositoryId: repository.id });
  const run = await client.runs.start.mutate({
    sessionId: session.id,
    prompt,
    checks: check === undefined ? [] : [{ name: "check", command: check }],
  });
  await follow(run.id);
  const { status, reason, iterations } = await client.runs.get.query({ id: run.id });
  console.log(`${status} (${reason}) after ${iterations} iterations on branch ${session.branch}`);
  process.exitCode = status === "completed" ? 0 : 1;
} catch (error) {
  // Every expected failure says what a person can do.
  if (!(error instanceof TRPCClientError)) throw error;
  console.error(error.message);
  for (const step of error.data?.domain?.help ?? []) console.error(`  - ${step}`);
  process.exitCode = 1;
} finally {
  await socket.close();
}

async function findOrAdd(repositoryPath: string) {
  const { items } = await client.repositories.list.query({ search: repositoryPath });
  const known = items.find((repository) => repository.path === repositoryPath);
  return known ?? (await client.repositories.add.mutate({ path: repositoryPath }));
}

/** Resolves after the run's last event. A cut connection resumes after the last event that came. */
function follow(runId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    client.runs.onEvents.subscribe(
      { runId },
      {
        onData({ data: events }) {
          for (const event of events) console.log(`${event.seq} ${event.type}`);
        },
        onComplete: resolve,
        onError: reject,
      },
    );
  });
}
