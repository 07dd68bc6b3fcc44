import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PullRequestTool } from "@signalbox/shared";
import { runCommand } from "../process/run-command.ts";
import { ProcessStartError } from "../process/start-error.ts";
import type { HostedRepository } from "./compare-url.ts";
import { gitEnvironment } from "./environment.ts";

/** A few requests to a host; one that answers later does not answer. */
const defaultTimeoutMs = 60_000;
/** The tools want a title of one line, and the hosts none that is longer. Characters. */
const maxTitleLength = 255;
/** The description is an argument of `glab`, and no argument may be longer on Linux. Bytes. */
const maxArgumentBytes = 100_000;
/** What is told of a failure. Characters. */
const maxProblemLength = 1_000;

export interface PullRequestOptions {
  tool: PullRequestTool;
  /** The tool's path. */
  program: string;
  repository: HostedRepository;
  /** A branch that was pushed there, and the one that it is to be merged into. */
  branch: string;
  base: string;
  title: string;
  body: string;
  draft: boolean;
  /** The person's environment: PATH, HOME, and what the tool itself reads. */
  environment: Readonly<Record<string, string | undefined>>;
  timeoutMs?: number;
}

/** Either the page of the pull request, or why there is none and whether the tool wants a login. */
export type PullRequestResult =
  | { url: string; problem: null; loginNeeded: false }
  | { url: null; problem: string; loginNeeded: boolean };

/**
 * Opens a pull request by `gh` or `glab`; one that is open already is as good. The tool runs git by itself, so it works in an empty
 * repository of its own and never sees the one that an agent works in. Never rejects for what the tool says; its words may hold secrets.
 */
export async function openPullRequest(options: PullRequestOptions): Promise<PullRequestResult> {
  const folder = await mkdtemp(join(tmpdir(), "signalbox-pull-request-"));
  try {
    const env = environmentFor(options, folder);
    await makeNeutral(folder, options, env);
    const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    const result = await runCommand({
      command: [options.program, ...argumentsOf(options)],
      cwd: folder,
      env,
      input: options.tool === "gh" ? options.body : "",
      timeoutMs,
    });
    if (result.endedBy === "timeout") {
      return failed(`${options.tool} gave no answer within ${timeoutMs / 1000} seconds.`);
    }
    return readAnswer(options, result);
  } catch (error) {
    if (!(error instanceof ProcessStartError)) throw error;
    return failed(`${options.tool} could not be started: ${error.message}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function environmentFor({ environment }: PullRequestOptions, folder: string) {
  const person = Object.entries(environment).filter(([name]) => !name.startsWith("GIT_"));
  return gitEnvironment([], {
    ...Object.fromEntries(person),
    GIT_CEILING_DIRECTORIES: dirname(folder),
    GH_PROMPT_DISABLED: "1",
    GH_NO_UPDATE_NOTIFIER: "1",
    GH_BROWSER: "true",
    BROWSER: "true",
    GLAB_CHECK_UPDATE: "false",
    NO_PROMPT: "1",
    NO_COLOR: "1",
  });
}

/** `glab` finds its project by a remote. */
async function makeNeutral(
  cwd: string,
  { repository }: PullRequestOptions,
  env: Record<string, string | undefined>,
): Promise<void> {
  const url = `https://${repository.host}/${repository.path}.git`;
  for (const args of [
    ["init", "--quiet", "--template="],
    ["remote", "add", "origin", url],
  ]) {
    await runCommand({ command: ["git", ...args], cwd, env, timeoutMs: 10_000 });
  }
}

function argumentsOf(options: PullRequestOptions): string[] {
  const { tool, repository, branch, base, draft } = options;
  const title = options.title.replaceAll(/\s+/g, " ").trim().slice(0, maxTitleLength);
  const isDraft = draft ? ["--draft"] : [];
  if (tool === "gh") {
    const where = `--repo=${repository.host}/${repository.path}`;
    const what = [`--head=${branch}`, `--base=${base}`, `--title=${title}`, "--body-file=-"];
    return ["pr", "create", where, ...what, ...isDraft];
  }
  const body = Buffer.from(options.body).subarray(0, maxArgumentBytes).toString("utf8");
  // A lone "-" would open an editor.
  const description = `--description=${body.trim() === "-" ? "" : body}`;
  const where = `--repo=https://${repository.host}/${repository.path}`;
  const what = [`--source-branch=${branch}`, `--target-branch=${base}`, `--title=${title}`];
  return ["mr", "create", where, "--yes", ...what, description, ...isDraft];
}

function readAnswer(
  options: PullRequestOptions,
  result: { exitCode: number | null; stdout: string; stderr: string },
): PullRequestResult {
  const { tool, repository } = options;
  const said = `${result.stdout}\n${result.stderr}`;
  const url = pageIn(said, repository);
  const isThere = result.exitCode === 0 || /already exists/i.test(said);
  if (isThere && url !== null) return { url, problem: null, loginNeeded: false };
  const number = /already exists\D*!(\d+)/i.exec(said)?.[1];
  if (number !== undefined) {
    const page = `https://${repository.host}/${repository.path}/-/merge_requests/${number}`;
    return { url: page, problem: null, loginNeeded: false };
  }
  const words = said.trim().slice(0, maxProblemLength);
  const loginNeeded =
    (tool === "gh" && result.exitCode === 4) ||
    /auth(?:entication)? (?:login|required)|not logged in|unauthorized|401/i.test(said);
  return failed(
    words === "" ? `${tool} gave no page and no reason.` : `${tool} said: ${words}`,
    loginNeeded,
  );
}

function failed(problem: string, loginNeeded = false): PullRequestResult {
  return { url: null, problem, loginNeeded };
}

/** The page of a pull request of this very repository: a page of another host is none that a person should be sent to. */
function pageIn(text: string, { host, path }: HostedRepository): string | null {
  const urls = text.match(/https?:\/\/[^\s"'<>]+/g) ?? [];
  const page = /\/(?:pull|-\/merge_requests)\/\d+$/;
  return (
    urls.findLast((url) => {
      const { host: where = "", pathname = "" } = URL.canParse(url) ? new URL(url) : {};
      return (
        where.toLowerCase() === host &&
        page.test(pathname) &&
        pathname.toLowerCase().startsWith(`/${path.toLowerCase()}/`)
      );
    }) ?? null
  );
}
