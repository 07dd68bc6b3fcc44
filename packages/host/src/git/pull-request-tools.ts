import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PullRequestTool } from "@signalbox/shared";
import { findProgram } from "../process/find-program.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that opens pull requests, where it is, and which hosts it was told of. */
export interface FoundPullRequestTool {
  tool: PullRequestTool;
  program: string;
  /** Tells whether a host is one of its own. */
  knows: (host: string) => boolean;
}

const tools: readonly {
  tool: PullRequestTool;
  host: RegExp;
  configFile: (env: Environment) => string[] | null;
}[] = [
  {
    tool: "gh",
    host: /^github\./,
    configFile: (env) => configFolder(env, env.GH_CONFIG_DIR, "gh", "hosts.yml"),
  },
  {
    tool: "glab",
    host: /^gitlab\./,
    configFile: (env) => configFolder(env, env.GLAB_CONFIG_DIR, "glab-cli", "config.yml"),
  },
];

function configFolder(env: Environment, own: string | undefined, name: string, file: string) {
  if (own) return [own, file];
  if (env.XDG_CONFIG_HOME) return [env.XDG_CONFIG_HOME, name, file];
  return env.HOME ? [env.HOME, ".config", name, file] : null;
}

/** Looks for the programs that open pull requests on the PATH of `env`, and for the hosts that they are logged in to. No program is started. */
export async function findPullRequestTools(env: Environment): Promise<FoundPullRequestTool[]> {
  const found = await Promise.all(
    tools.map(async ({ tool, host, configFile }) => {
      const program = await findProgram(tool, env);
      if (program === null) return null;
      const hosts = await hostsIn(configFile(env));
      return { tool, program, knows: (name: string) => host.test(name) || hosts.has(name) };
    }),
  );
  return found.filter((tool) => tool !== null);
}

/** A line of the configuration that is a host's name and nothing else: what belongs to it is indented below. */
const hostLine = /^\s*["']?([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?)["']?:\s*$/i;

async function hostsIn(path: string[] | null): Promise<Set<string>> {
  if (path === null) return new Set();
  const text = await readFile(join(...path), "utf8").catch(() => "");
  return new Set(text.split("\n").flatMap((line) => hostLine.exec(line)?.[1]?.toLowerCase() ?? []));
}
