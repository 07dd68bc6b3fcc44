// Does what it is told on its standard input, in its folder: as an agent in a run, or as the person by hand. The script is the
// line that begins with SCRIPT, as JSON: [{act, file, text}, …]. What cannot be done is left out, as by anybody who tries.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

const who = ["-c", "user.name=Actor", "-c", "user.email=actor@example.invalid"];
const git = (...args) => execFileSync("git", [...who, ...args], { stdio: "pipe" });
const write = (file, content) => {
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, content);
};

const acts = {
  write: ({ file, text }) => write(file, `${text}\n`),
  /** One line of many, so that others can be merged. */
  editLine({ file, text }) {
    const lines = readFileSync(file, "utf8").split("\n");
    lines[text.length % lines.length] = text;
    write(file, lines.join("\n"));
  },
  binary: ({ file, text }) => write(file, createHash("sha512").update(text).digest()),
  link({ file, text }) {
    rmSync(file, { force: true });
    symlinkSync(`nowhere/${text}`, file);
  },
  executable: ({ file }) => chmodSync(file, 0o755),
  remove: ({ file }) => rmSync(file),
  rename: ({ file, text }) => renameSync(file, `moved-${text.length}.txt`),
  ignored: ({ text }) => write("ignored/file", text),
  add: () => git("add", "-A"),
  commit({ text }) {
    git("add", "-A");
    git("commit", "-q", "-m", text);
  },
  detach: () => git("checkout", "-q", "--detach"),
  detachBack: () => git("checkout", "-q", "--detach", "HEAD~1"),
  renameBranch: ({ text }) => git("branch", "-m", `acted-${text.length}`),
  newBranch: ({ text }) => git("checkout", "-q", "-b", `acted-${text}`),
  resetBack: () => git("reset", "-q", "--hard", "HEAD~1"),
  hide: ({ file }) => git("update-index", "--assume-unchanged", file),
  skip: ({ file }) => git("update-index", "--skip-worktree", file),
};

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const script = /^SCRIPT (.*)$/m.exec(Buffer.concat(chunks).toString("utf8"))?.[1] ?? "[]";
for (const step of JSON.parse(script)) {
  try {
    acts[step.act](step);
  } catch {
    // It could not be done here: the file is not there, there is nothing to commit.
  }
}
console.log("<promise>COMPLETE</promise>");
