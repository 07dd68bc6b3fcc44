import { once } from "node:events";
import { access, chmod, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { userInfo } from "node:os";
import path from "node:path";
import { runCommand } from "../process/run-command.ts";
import { spawnProcess } from "../process/spawn.ts";
import { testEnv } from "./processes.ts";

/** Where Debian, Fedora and macOS have it: not on the PATH of everybody. */
const sshdPath = "/usr/sbin/sshd";

/** Why there can be no ssh server here; null when there can. */
export async function sshdProblem(): Promise<string | null> {
  const isThere = await access(sshdPath).then(
    () => true,
    () => false,
  );
  return isThere ? null : `${sshdPath} is missing (apt-get install openssh-server)`;
}

export interface SshGitServer {
  /** `ssh://<user>@127.0.0.1:<port>`: whole paths follow. */
  url: string;
  /** A file with a private key that the server lets in, encrypted with the passphrase. */
  keyPath: string;
  /** A folder whose `ssh` is the real one with settings of this test alone: for the beginning of a PATH. */
  binFolder: string;
  knownHosts: string;
  close(): Promise<void>;
}

/** A real sshd on a free port of loopback, each connection with a process of its own. All its files are below `folder`. */
export async function startSshGitServer(
  folder: string,
  options: { passphrase: string },
): Promise<SshGitServer> {
  const file = (name: string) => path.join(folder, name);
  await makeKey(file("host_key"), "");
  await makeKey(file("key"), options.passphrase);
  await copyFile(file("key.pub"), file("authorized_keys"));
  await writeFile(
    file("sshd_config"),
    [
      `HostKey ${file("host_key")}`,
      `AuthorizedKeysFile ${file("authorized_keys")}`,
      "PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\nPidFile none\n",
    ].join("\n"),
  );
  // What Debian's service makes when it starts; a server that runs as root insists on it.
  if (process.getuid?.() === 0) await mkdir("/run/sshd", { recursive: true });
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    void serveOne(socket, folder);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has such an address
  const { port } = server.address() as AddressInfo;
  await mkdir(file("bin"));
  await writeFile(file("ssh_config"), `Host *\n  UserKnownHostsFile ${file("known_hosts")}\n`);
  const ssh = await realSsh();
  await writeFile(file("bin/ssh"), `#!/bin/sh\nexec '${ssh}' -F '${file("ssh_config")}' "$@"\n`);
  await chmod(file("bin/ssh"), 0o755);
  const hostKey = (await readFile(file("host_key.pub"), "utf8")).trim();
  await writeFile(file("known_hosts"), `[127.0.0.1]:${port} ${hostKey}\n`);
  return {
    url: `ssh://${userInfo().username}@127.0.0.1:${port}`,
    keyPath: file("key"),
    binFolder: file("bin"),
    knownHosts: file("known_hosts"),
    async close() {
      server.close();
      await once(server, "close");
    },
  };
}

async function serveOne(socket: Socket, folder: string): Promise<void> {
  const child = await spawnProcess({
    command: [sshdPath, "-i", "-e", "-f", path.join(folder, "sshd_config")],
    cwd: folder,
    env: testEnv,
  });
  socket.on("close", () => void child.kill());
  child.stderr.resume();
  child.stdout.pipe(socket);
  socket.pipe(child.stdin);
}

async function makeKey(file: string, passphrase: string): Promise<void> {
  const command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", file];
  const result = await runCommand({ command, cwd: "/", env: testEnv });
  if (result.exitCode !== 0) throw new Error(result.stderr);
}

async function realSsh(): Promise<string> {
  const result = await runCommand({
    command: ["sh", "-c", "command -v ssh"],
    cwd: "/",
    env: testEnv,
  });
  return result.stdout.trim();
}
