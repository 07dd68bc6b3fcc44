import type { AgentStatus, SystemInfo } from "@signalbox/shared";
import { formatBytes } from "../../lib/format.ts";

interface Told extends Pick<SystemInfo, "version" | "startedAt" | "sizes"> {
  orchestrators: Pick<SystemInfo["orchestrators"][number], "id" | "available">[];
  agents: Pick<AgentStatus, "id" | "builtIn" | "version" | "available" | "login">[];
}

/**
 * What helps with a bug, as Markdown in English: versions, sizes and what works. No path, name, prompt or address of the person's, and
 * nothing secret.
 */
export function bugReport(
  { version, startedAt, sizes, orchestrators, agents }: Told,
  browser: { userAgent: string; language: string; theme: string },
  now: Date,
): string {
  const list = (items: string[]) => items.map((item) => `- ${item}`).join("\n");
  const agentWords = agents
    // Of agents that the person defined, not even the name.
    .filter(({ builtIn }) => builtIn)
    .map(({ id, version: agentVersion, available, login }) => {
      const state = available ? `available, login ${login}` : "not available";
      return `${id}: ${agentVersion === null ? "" : `${agentVersion}, `}${state}`;
    });
  const own = agents.filter(({ builtIn }) => !builtIn);
  return [
    "### Signalbox",
    list([
      `version ${version}, up since ${startedAt}, report of ${now.toISOString()}`,
      `database ${formatBytes(sizes.databaseBytes)}, ${sizes.journalCount} journals of ${formatBytes(sizes.journalBytes)}, ${sizes.worktreeCount} worktrees`,
    ]),
    "### Orchestrators",
    list(
      orchestrators.map(
        ({ id, available }) => `${id}: ${available ? "available" : "not available"}`,
      ),
    ),
    "### Agents",
    list([
      ...agentWords,
      `defined by the person: ${own.length}, of which available: ${own.filter(({ available }) => available).length}`,
    ]),
    "### Browser",
    list([browser.userAgent, `language ${browser.language}, theme ${browser.theme}`]),
    "### What happened",
    "",
  ].join("\n\n");
}
