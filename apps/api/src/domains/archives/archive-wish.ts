import { commonAncestor, resolveCommit, type ArchiveEntry } from "@signalbox/host/git";
import { defaultOrchestrator, DomainError, type Repository } from "@signalbox/shared";
import type { AgentsService } from "../agents/agents-service.ts";
import { translatingGitErrors } from "../git/git-errors.ts";
import type { OrchestratorsService } from "../orchestrators/orchestrators-service.ts";
import type { NewSession } from "../sessions/session-maker.ts";
import type { ArchiveRecord } from "./archive-records.ts";

interface Services {
  orchestrators: OrchestratorsService;
  agents: AgentsService;
}

/** An archive that is to be a session again; `record` is null when nothing is known of the session that it was of. */
interface Archived {
  repository: Repository;
  archive: ArchiveEntry;
  record: ArchiveRecord | null;
}

/**
 * What a session that is restored shall be: as it was, where that is still possible. `notes` say what is different.
 * @throws DomainError AGENT_UNAVAILABLE when no agent works at all, GIT_FAILED
 */
export async function wishOf(
  { orchestrators, agents }: Services,
  archived: Archived,
): Promise<{ wish: NewSession; notes: string[] }> {
  const { archive, record } = archived;
  const notes: string[] = [];
  const wish = {
    name: record?.name ?? archive.ref.replace("refs/signalbox/archive/", ""),
    orchestrator: await orchestratorOf(orchestrators, record, notes),
    ...(await agentOf(agents, record, notes)),
    ...(await baseOf(archived, notes)),
  };
  return { wish, notes };
}

async function orchestratorOf(
  orchestrators: OrchestratorsService,
  record: ArchiveRecord | null,
  notes: string[],
) {
  if (record === null) return defaultOrchestrator;
  try {
    await orchestrators.assertAvailable(record.orchestrator);
    return record.orchestrator;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    notes.push(`${error.message} The session has ${defaultOrchestrator} instead.`);
    return defaultOrchestrator;
  }
}

/** The agent and its options; secrets are not kept with an archive. */
async function agentOf(agents: AgentsService, record: ArchiveRecord | null, notes: string[]) {
  if (record === null) return { agent: await agents.choose(undefined, {}), agentOptions: {} };
  const { env, ...options } = record.agentOptions;
  const variables = Object.entries(env ?? {});
  const secrets = variables.filter(([, value]) => value === null).map(([name]) => name);
  if (secrets.length > 0) {
    notes.push(`The values of secrets are not archived, set them again: ${secrets.join(", ")}`);
  }
  const shown = variables.filter(([, value]) => value !== null);
  const agentOptions = { ...options, ...(shown.length > 0 && { env: Object.fromEntries(shown) }) };
  try {
    return { agent: await agents.choose(record.agent, agentOptions), agentOptions };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const agent = await agents.choose(undefined, {});
    notes.push(`${error.message} The session has the agent ${agent} instead.`);
    return { agent, agentOptions: {} };
  }
}

/** Where the work begins: a commit below it, so that what it changed can be told. */
async function baseOf({ repository, archive, record }: Archived, notes: string[]) {
  return translatingGitErrors("read the base branch", async () => {
    const { path, defaultBranch } = repository;
    const commitOf = (ref: string) => resolveCommit(path, ref);
    let baseBranch = record?.baseBranch ?? defaultBranch;
    if ((await commitOf(baseBranch)) === null) {
      notes.push(`There is no ${baseBranch} any more: the base branch is ${defaultBranch} now.`);
      baseBranch = defaultBranch;
    }
    // Of a session whose work was landed since, the base has moved on to what was landed.
    const known = record && (await commitOf(record.baseCommit));
    const base = known ?? (await commitOf(baseBranch));
    const common = base && (await commonAncestor(path, base, archive.head));
    return { baseBranch, baseCommit: common ?? archive.head };
  });
}
