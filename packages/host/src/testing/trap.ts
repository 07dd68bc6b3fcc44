import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { personGit, writeFiles } from "./repositories.ts";

/** Every hook that git knows; each planted one leaves a file. */
const hooks = [
  "applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit",
  "pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update",
  "reference-transaction push-to-checkout pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman post-index-change",
]
  .join(" ")
  .split(" ");

/** What stands in every file outside that nothing may show. */
export const outsideSecret = "SECRET-OF-OUTSIDE";

/** Where traps leave their marks, and what they lead to. */
export interface TrapPlaces {
  /** A folder: what is started leaves a file of its name in it. */
  evidence: string;
  /** A folder beyond the repository whose content must never be shown. */
  outside: string;
}

/** Makes the two folders below `root`. */
export async function makeTrapPlaces(root: string): Promise<TrapPlaces> {
  const places = { evidence: join(root, "evidence"), outside: join(root, "outside") };
  await mkdir(places.evidence);
  await writeFiles(places.outside, {
    "secret.txt": `${outsideSecret}\n`,
    "deep/secret.txt": `${outsideSecret}\n`,
  });
  return places;
}

/** A shell command that leaves a mark and gives back what it is given. */
export function leaveMark(evidence: string, name: string): string {
  return `sh -c 'echo ${name} >> "${join(evidence, name)}"; cat'`;
}

/** Plants in a repository's own configuration everything that can name a program, and every hook. */
export async function plantInRepository(path: string, places: TrapPlaces): Promise<void> {
  const { evidence, outside } = places;
  const leave = (name: string) => leaveMark(evidence, name);
  const settings: [string, string][] = [
    ["core.fsmonitor", leave("fsmonitor")],
    ["core.pager", leave("pager")],
    ["core.editor", leave("editor")],
    ["core.askPass", leave("askpass")],
    ["core.sshCommand", leave("ssh")],
    ["core.gitProxy", leave("proxy")],
    ["core.alternateRefsCommand", leave("alternate-refs")],
    ["core.attributesFile", join(outside, "attributes")],
    ["sequence.editor", leave("sequence-editor")],
    ["pager.diff", leave("pager-diff")],
    ["pager.log", leave("pager-log")],
    ["pager.status", leave("pager-status")],
    ["diff.external", leave("external-diff")],
    ["diff.orderFile", join(outside, "secret.txt")],
    ["diff.trap.command", leave("diff-command")],
    ["diff.trap.textconv", leave("textconv")],
    ["diff.trap.binary", "true"],
    ["filter.trap.clean", leave("clean")],
    ["filter.trap.smudge", leave("smudge")],
    ["filter.trap.required", "true"],
    ["filter.a=b.c.clean", leave("clean-odd-name")],
    ["filter.a=b.c.smudge", leave("smudge-odd-name")],
    ["filter.process-trap.process", leave("filter-process")],
    ["merge.trap.driver", leave("merge-driver")],
    ["merge.default", "trap"],
    ["credential.helper", `!${leave("credential")}`],
    ["credential.https://127.0.0.1.helper", `!${leave("credential-url")}`],
    ["gpg.program", leave("gpg")],
    ["gpg.ssh.program", leave("gpg-ssh")],
    ["gpg.ssh.defaultKeyCommand", leave("gpg-key")],
    ["commit.gpgSign", "true"],
    ["log.showSignature", "true"],
    ["log.mailmap", "true"],
    ["commit.template", join(outside, "secret.txt")],
    ["mailmap.file", join(outside, "secret.txt")],
    ["blame.ignoreRevsFile", join(outside, "secret.txt")],
    ["interactive.diffFilter", leave("diff-filter")],
    ["trailer.sign.command", leave("trailer")],
    ["hook.trap.command", leave("config-hook")],
    ["hook.trap.event", "pre-commit"],
    ["alias.diff", `!${leave("alias")}`],
    ["diff.submodule", "log"],
    ["status.submoduleSummary", "true"],
    ["submodule.recurse", "true"],
    ["submodule.inner.update", `!${leave("submodule-update")}`],
    ["submodule.inner.url", `ext::${leave("submodule-url")}`],
    ["protocol.ext.allow", "always"],
    ["protocol.allow", "always"],
    ["push.gpgSign", "if-asked"],
    ["push.recurseSubmodules", "on-demand"],
    ["core.hooksPath", join(path, ".git", "hooks")],
    ["include.path", join(outside, "included")],
    ["includeIf.gitdir:**.path", join(outside, "included-if")],
    ["extensions.worktreeConfig", "true"],
  ];
  const filterOf = (name: string) =>
    `[filter "${name}"]\n\tclean = "${leave(name).replaceAll('"', '\\"')}"\n`;
  await writeFiles(outside, {
    included: filterOf("inc"),
    "included-if": filterOf("inc-if"),
    attributes: "*.txt filter=trap diff=trap\n",
  });
  for (const [name, value] of settings) await personGit(path, "config", name, value);
  await plantHooks(join(path, ".git", "hooks"), evidence);
  await writeFiles(join(path, ".git", "info"), {
    attributes: "*.info filter=trap diff=trap merge=trap\n",
  });
}

/** Puts every hook into a folder. */
export async function plantHooks(folder: string, evidence: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const hook of hooks) {
    const file = join(folder, hook);
    await writeFile(file, `#!/bin/sh\necho ${hook} >> "${join(evidence, `hook-${hook}`)}"\n`);
    await chmod(file, 0o755);
  }
}

/** What `plantInWorktree` names its files: what a shell, a terminal, git's pathspecs or its output would make something else of. */
export const oddNames = [
  "-rf",
  "--output=x",
  ":(top)magic.txt",
  ":!excluded.txt",
  "line\nend.txt",
  "\u001b[31mred\u0007.txt",
  'it\'s "odd" $(touch ran) `touch ran`.txt',
  "a\\b.txt",
];

/** Plants in a session's worktree what an agent can leave there: attributes, modules, links, odd names and a configuration of its own. */
export async function plantInWorktree(worktree: string, places: TrapPlaces): Promise<void> {
  const { evidence, outside } = places;
  const leave = (name: string) => leaveMark(evidence, name);
  await writeFiles(worktree, {
    ".gitattributes": [
      "*.txt filter=trap diff=trap merge=trap",
      "*.bin filter=process-trap diff=trap",
      "*.odd filter=a=b.c diff=trap",
      "*.included filter=inc",
      "*.included-if filter=inc-if",
      "*.worktree filter=wt diff=wt",
    ].join("\n"),
    "b.bin": "\0changed",
    "new.odd": "new\n",
    "new.info": "new\n",
    "new.included": "new\n",
    "new.included-if": "new\n",
    "new.worktree": "new\n",
    "new.txt": "new\n",
    ...Object.fromEntries(oddNames.map((name) => [name, "odd\n"])),
  });
  await symlink(outside, join(worktree, "link-folder"));
  await symlink(join(outside, "secret.txt"), join(worktree, "link-file"));
  // Git refuses to write such a setting to the worktree alone before the extension is on.
  await personGit(worktree, "config", "extensions.worktreeConfig", "true");
  for (const [name, value] of Object.entries({
    "filter.wt.clean": leave("worktree-clean"),
    "diff.wt.textconv": leave("worktree-textconv"),
    "core.fsmonitor": leave("worktree-fsmonitor"),
    "core.sshCommand": leave("worktree-ssh"),
  })) {
    await personGit(worktree, "config", "--worktree", name, value);
  }
  await plantEmbedded(worktree, leave);
}

/** An embedded repository with traps of its own: git looks into it for its state. */
async function plantEmbedded(worktree: string, leave: (name: string) => string) {
  const inner = join(worktree, "inner");
  await writeFiles(worktree, {
    ".gitmodules": `[submodule "inner"]\n\tpath = inner\n\turl = ext::${leave("module-url")}\n\tignore = none\n`,
  });
  await writeFiles(inner, { "x.txt": "x\n", ".gitattributes": "*.txt filter=deep diff=deep\n" });
  await personGit(inner, "init", "-q");
  await personGit(inner, "add", "x.txt");
  const person = ["-c", "user.name=a", "-c", "user.email=a@b"];
  await personGit(inner, ...person, "commit", "-q", "-m", "inner");
  for (const [name, value] of Object.entries({
    "filter.deep.clean": leave("deep-clean"),
    "filter.deep.process": leave("deep-process"),
    "diff.deep.textconv": leave("deep-textconv"),
    "core.fsmonitor": leave("deep-fsmonitor"),
  })) {
    await personGit(inner, "config", name, value);
  }
  await writeFiles(inner, { "x.txt": "y\n" });
}
