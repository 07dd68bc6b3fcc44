/**
 * The settings that keep a repository's own configuration from starting programs and from refusing work: an agent can
 * write them into the repository that its worktree belongs to. They are given through GIT_CONFIG_COUNT, which outranks every file and
 * takes names verbatim (a `-c name=value` would split a planted name at its first `=`).
 */
const hardenedConfig: readonly (readonly [string, string])[] = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["core.pager", "cat"],
  ["core.askPass", ""],
  ["core.alternateRefsCommand", "true"],
  ["core.splitIndex", "false"],
  // An index is a file that an agent can write: what it says of files that git then need not look at is not believed.
  ["core.untrackedCache", "false"],
  ["core.ignoreStat", "false"],
  ["core.checkStat", "default"],
  ["core.trustctime", "true"],
  ["sparse.expectFilesOutsideOfPatterns", "false"],
  // Set to true it makes `git add` refuse files with mixed line ends: work must be recorded as it is.
  ["core.safecrlf", "false"],
  ["credential.helper", ""],
  ["diff.external", ""],
  ["diff.submodule", "short"],
  ["diff.orderFile", "/dev/null"],
  ["diff.ignoreSubmodules", "dirty"],
  ["status.submoduleSummary", "false"],
  // As many as git takes by itself: with more it could be kept at it for hours.
  ["status.renameLimit", "1000"],
  ["submodule.recurse", "false"],
  ["fetch.recurseSubmodules", "false"],
  ["commit.gpgSign", "false"],
  ["tag.gpgSign", "false"],
  ["push.gpgSign", "false"],
  ["log.showSignature", "false"],
  ["merge.verifySignatures", "false"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["protocol.ext.allow", "never"],
  ["i18n.commitEncoding", "utf-8"],
  ["i18n.logOutputEncoding", "utf-8"],
];

/** Of the person's GIT_ variables only those that say where their own configuration is are kept. */
const keptGitVariables = new Set(["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"]);

const fixedVariables = {
  LC_ALL: "C",
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "false",
  SSH_ASKPASS_REQUIRE: "never",
  GIT_SSH_COMMAND: "ssh -oBatchMode=yes",
  GIT_EDITOR: "true",
  GIT_SEQUENCE_EDITOR: "true",
  GIT_PAGER: "cat",
  GIT_MERGE_AUTOEDIT: "no",
  // What is shown for a commit must be what would be landed: an agent may plant refs/replace.
  GIT_NO_REPLACE_OBJECTS: "1",
  // Reading must not write: `git status` would refresh the index.
  GIT_OPTIONAL_LOCKS: "0",
} as const;

export type ConfigEntry = readonly [name: string, value: string];

/**
 * The environment for git: the person's own (PATH, HOME, ssh agent), without what would point git at another
 * repository, with prompts, editors and pagers off and the hardened settings, but those in `without`, plus `overrides` on.
 */
export function gitEnvironment(
  overrides: readonly ConfigEntry[],
  extra: Readonly<Record<string, string | undefined>> = {},
  without: readonly string[] = [],
): Record<string, string | undefined> {
  // Git needs the person's environment wherever it is called from; this is the one place of the package that reads it.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("GIT_") || keptGitVariables.has(name),
  );
  const hardened = hardenedConfig.filter(([name]) => !without.includes(name));
  const config = [...hardened, ...overrides];
  return {
    ...Object.fromEntries(inherited),
    ...fixedVariables,
    ...extra,
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(
      config.flatMap(([name, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, name],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}
