import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { testAgent } from "@signalbox/agents";
import { agentSecretsScope } from "@signalbox/runner";
import {
  DomainError,
  type AgentTestReport,
  type agentTestInputSchema,
  type Settings,
} from "@signalbox/shared";
import type { z } from "zod";
import { KeyedMutex } from "../mutex.ts";
import { secretWishes } from "../secrets/secret-env.ts";
import type { SettingsService } from "../settings/settings-service.ts";
import type { AgentHosts, HostedAgent } from "./agent-hosts.ts";

/** How long an agent may take for the tiny task of a test: a slow start and a slow answer, and no more. */
const testTimeoutMs = 60_000;

type Input = z.infer<typeof agentTestInputSchema>;

interface AgentTestsOptions {
  settings: SettingsService;
  hosts: AgentHosts;
}

/** Tries agents out: a real start, in an empty folder of its own. */
export class AgentTests {
  readonly #options: AgentTestsOptions;
  /** One test of an agent at a time: two would ask for the same login, lock and money. */
  readonly #testing = new KeyedMutex();
  readonly #closing = new AbortController();

  constructor(options: AgentTestsOptions) {
    this.#options = options;
  }

  /**
   * Start an agent, or a definition that is not saved, with a tiny task. Ends after a minute, and with `signal`; resolves to what
   * happened, without secrets in it, when nothing of it is left.
   * @throws DomainError AGENT_UNAVAILABLE when there is no such agent, INVALID_INPUT, SECRETS_UNREADABLE
   */
  async run(input: Input, signal: AbortSignal | undefined): Promise<AgentTestReport> {
    const id = "id" in input ? input.id : input.definition.id;
    const settings = withDefinition(await this.#options.settings.get(), input);
    const hosted = await this.#options.hosts.of(settings, id);
    if (hosted === null) throw noSuchAgent(id);
    const ending = AbortSignal.any([this.#closing.signal, ...(signal ? [signal] : [])]);
    return this.#testing.run(id, async () =>
      // It may be called off while it waits for its turn.
      ending.aborted ? calledOff : start(hosted, settings, ending),
    );
  }

  /** End what goes on; resolves when nothing of it is left. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#testing.idle();
  }
}

const calledOff: AgentTestReport = {
  ok: false,
  durationMs: 0,
  exitCode: null,
  answer: "",
  output: "",
  problem: { category: "other", message: "The test was called off.", help: [] },
};

function noSuchAgent(id: string): DomainError {
  return new DomainError("AGENT_UNAVAILABLE", `There is no agent "${id}".`, {
    help: [`Define "${id}" in the settings, or test the definition before it is saved.`],
    details: { agent: id },
  });
}

/** The settings with the definition of the input among the agents. @throws DomainError INVALID_INPUT */
function withDefinition(settings: Settings, input: Input): Settings {
  if ("id" in input) return settings;
  const { definition } = input;
  // Only for what it refuses: what is not saved is not stored.
  secretWishes(agentSecretsScope(definition.id), definition.env, "definition.env");
  const others = settings.agents.filter((agent) => agent.id !== definition.id);
  return { ...settings, agents: [...others, definition] };
}

async function start(
  { agent, options, host, redact }: HostedAgent,
  { prices }: Settings,
  signal: AbortSignal,
): Promise<AgentTestReport> {
  const { model = null, effort = null, args = [] } = options;
  // Not in the data folder: an agent looks for instructions in the folders above the one it works in.
  const folder = await mkdtemp(path.join(os.tmpdir(), "signalbox-test-"));
  try {
    const report = await testAgent(agent, {
      cwd: folder,
      env: host.env,
      options: { model, effort, args, program: host.program, prices },
      signal,
      timeoutMs: testTimeoutMs,
    });
    return redacted(report, redact);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function redacted(report: AgentTestReport, redact: HostedAgent["redact"]): AgentTestReport {
  const { answer, output, problem } = report;
  return {
    ...report,
    answer: redact(answer),
    output: redact(output),
    problem: problem && {
      ...problem,
      message: redact(problem.message),
      help: problem.help.map(redact),
    },
  };
}
