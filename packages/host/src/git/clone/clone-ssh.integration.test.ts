import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  filesWith,
  makeBareRepository,
  prepareClone,
  processesWith,
} from "../../testing/clones.ts";
import { sshdProblem, startSshGitServer, type SshGitServer } from "../../testing/ssh-git-server.ts";

const passphrase = "0pen the 'key\" $(now)";
const problem = await sshdProblem();
// A test that is left out in silence is a test that nobody misses.
if (problem !== null)
  process.stderr.write(`\n!!! Cloning over SSH is NOT tested here: ${problem}\n\n`);

describe.skipIf(problem !== null)("cloning over SSH", () => {
  let folder: string;
  let server: SshGitServer;
  let repository: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "signalbox-sshd-"));
    server = await startSshGitServer(folder, { passphrase });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const prepare = async (options: Parameters<typeof prepareClone>[1] = {}, name = "name.git") => {
    repository = path.join(folder, name);
    const env = { PATH: `${server.binFolder}:${process.env.PATH ?? ""}`, SSH_AUTH_SOCK: "" };
    return prepareClone(`${server.url}${repository}`, { env, ...options });
  };
  const withPassphrase = (text: string) => {
    return { kind: "sshPassphrase", passphrase: text, keyPath: server.keyPath } as const;
  };

  test("an encrypted key opens with its passphrase, a wrong one is told apart, and none is left", async () => {
    await makeBareRepository(folder, "name.git");
    const wrong = await prepare({ credentials: withPassphrase("wr0ng") });
    await expect(wrong.run()).rejects.toMatchObject({
      failure: "authentication",
      authKind: "ssh_passphrase",
      rejected: true,
    });
    expect(await readdir(wrong.parent)).toEqual([]);
    const right = await prepare({ credentials: withPassphrase(passphrase) });
    await right.run();
    expect(await readFile(path.join(right.target, "a.txt"), "utf8")).toBe("one\n");
    expect(await filesWith(right.folder, passphrase)).toEqual([]);
    expect(await processesWith(passphrase)).toEqual([]);
  });

  test("a key that is encrypted, and nobody gave its passphrase", async () => {
    const settings = path.join(folder, "ssh_config");
    const before = await readFile(settings, "utf8");
    await writeFile(settings, `${before}  IdentityFile ${server.keyPath}\n`);
    const clone = await prepare();
    await expect(clone.run()).rejects.toMatchObject({
      failure: "authentication",
      authKind: "ssh_passphrase",
      rejected: false,
    });
    await writeFile(settings, before);
  });

  test("without a key that the host knows, a key is what is needed", async () => {
    const clone = await prepare();
    await expect(clone.run()).rejects.toMatchObject({
      failure: "authentication",
      authKind: "ssh_key",
      rejected: false,
    });
  });

  test("a host whose key is not known is not trusted, until the person says which key it has", async () => {
    const known = await readFile(server.knownHosts, "utf8");
    await writeFile(server.knownHosts, "");
    const credentials = withPassphrase(passphrase);
    const first = await prepare({ credentials });
    const failure: unknown = await first.run().catch((error: unknown) => error);
    expect(failure).toMatchObject({
      failure: "host_key_unknown",
      hostKey: { fingerprint: expect.stringMatching(/^SHA256:/), type: "ED25519" },
    });
    expect(await readFile(server.knownHosts, "utf8")).toBe("");
    const other = await prepare({ credentials, trustHostKey: "SHA256:another" });
    await expect(other.run()).rejects.toMatchObject({ failure: "host_key_unknown" });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- looked at above
    const { fingerprint } = (failure as { hostKey: { fingerprint: string } }).hostKey;
    const trusting = await prepare({ credentials, trustHostKey: fingerprint });
    await trusting.run();
    expect(await readFile(server.knownHosts, "utf8")).toContain("127.0.0.1");
    await writeFile(server.knownHosts, known);
  });

  test("a host whose key has changed is told apart", async () => {
    const known = await readFile(server.knownHosts, "utf8");
    const [, name = ""] = /^(\S+) /.exec(known) ?? [];
    const otherKey = (await readFile(`${server.keyPath}.pub`, "utf8")).trim();
    await writeFile(server.knownHosts, `${name} ${otherKey}\n`);
    const clone = await prepare({ credentials: withPassphrase(passphrase) });
    await expect(clone.run()).rejects.toMatchObject({ failure: "host_key_changed" });
    await writeFile(server.knownHosts, known);
  });

  test("a repository that is not there is told apart", async () => {
    const clone = await prepare({ credentials: withPassphrase(passphrase) }, "nowhere.git");
    await expect(clone.run()).rejects.toMatchObject({ failure: "not_found" });
  });
});
