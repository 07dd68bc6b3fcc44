import { expect, test } from "vitest";
import { explainFailure } from "./failure.ts";
import { nothingAsked } from "./questions.ts";
import { parseCloneSource } from "@signalbox/shared";

const sshEnd =
  "fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.";

const https = "https://github.com/owner/tls-certificate.git";
const ssh = "git@gitlab.com:owner/name.git";

test.each([
  [
    "authentication",
    https,
    "remote: Invalid username or token. Password authentication is not supported for Git operations.\nfatal: Authentication failed for 'https://github.com/owner/tls-certificate.git/'",
  ],
  [
    "authentication",
    https,
    "error: unable to read askpass response from '/x/askpass'\nfatal: could not read Username for 'https://github.com': terminal prompts disabled",
  ],
  [
    "authentication",
    https,
    "remote: HTTP Basic: Access denied. The provided password or token is incorrect.\nfatal: Authentication failed for 'https://gitlab.com/a/b/'",
  ],
  [
    "not_found",
    https,
    "remote: Repository not found.\nfatal: repository 'https://github.com/owner/tls-certificate.git/' not found",
  ],
  [
    "no_access",
    https,
    "remote: The 'org' organization has enabled or enforced SAML SSO.\nfatal: unable to access 'https://github.com/owner/tls-certificate.git/': The requested URL returned error: 403",
  ],
  [
    "tls",
    https,
    "fatal: unable to access 'https://h/x/': server certificate verification failed. CAfile: none CRLfile: none",
  ],
  [
    "tls",
    https,
    "fatal: unable to access 'https://h/x/': SSL certificate problem: self-signed certificate",
  ],
  ["host_not_found", https, "fatal: unable to access 'https://h/x/': Could not resolve host: h"],
  ["proxy", https, "fatal: unable to access 'https://h/x/': Could not resolve proxy: p"],
  ["proxy", https, "fatal: unable to access 'https://h/x/': CONNECT tunnel failed, response 407"],
  [
    "host_unreachable",
    https,
    "fatal: unable to access 'https://h/x/': Failed to connect to h port 443 after 1 ms: Couldn't connect to server",
  ],
  [
    "connection_lost",
    https,
    "error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)\nfatal: early EOF\nfatal: fetch-pack: invalid index-pack output",
  ],
  [
    "disk_full",
    https,
    "fatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output",
  ],
  ["not_a_repository", https, "fatal: https://h/x/info/refs not valid: is this a git repository?"],
  ["authentication", ssh, `git@gitlab.com: Permission denied (publickey).\n${sshEnd}`],
  ["not_found", ssh, `ERROR: Repository not found.\n${sshEnd}`],
  [
    "not_found",
    ssh,
    `remote: \nremote: ERROR: The project you were looking for could not be found or you don't have permission to view it.\nremote: \n${sshEnd}`,
  ],
  [
    "host_not_found",
    ssh,
    `ssh: Could not resolve hostname gitlab.com: Name or service not known\n${sshEnd}`,
  ],
  [
    "host_unreachable",
    ssh,
    `ssh: connect to host gitlab.com port 22: Connection timed out\n${sshEnd}`,
  ],
  ["host_key_unknown", ssh, `Host key verification failed.\n${sshEnd}`],
  [
    "host_key_changed",
    ssh,
    `@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.\n${sshEnd}`,
  ],
  [
    "connection_lost",
    ssh,
    `kex_exchange_identification: Connection closed by remote host\n${sshEnd}`,
  ],
  ["connection_lost", ssh, sshEnd],
  ["ssh_missing", ssh, `ssh -oBatchMode=no: 1: ssh: not found\n${sshEnd}`],
  ["not_found", "/srv/certificate", "fatal: repository '/srv/certificate' does not exist"],
  ["owner_not_trusted", "/srv/x", "fatal: detected dubious ownership in repository at '/srv/x'"],
  [
    "folder_not_writable",
    https,
    "fatal: could not create work tree dir '/root/x': Permission denied",
  ],
  ["checkout", https, "warning: Clone succeeded, but checkout failed."],
  ["other", https, "fatal: something that nobody has heard of"],
])("%s", (failure, url, words) => {
  const source = parseCloneSource(url, "/home/person");
  expect(explainFailure(source, words, nothingAsked())).toMatchObject({ failure, words });
});

test("which authentication is needed follows from the host and from what was asked", () => {
  const authKind = (url: string, asked: Partial<ReturnType<typeof nothingAsked>>) =>
    explainFailure(parseCloneSource(url, "/"), "Permission denied (x). Authentication failed for", {
      ...nothingAsked(),
      ...asked,
    }).authKind;
  expect(authKind(https, {})).toBe("github_token");
  expect(authKind("https://gitlab.com/a/b", {})).toBe("password");
  expect(authKind(ssh, {})).toBe("ssh_key");
  expect(authKind(ssh, { sshPassword: true })).toBe("ssh_password");
  expect(authKind(ssh, { sshPassword: true, passphrase: true })).toBe("ssh_passphrase");
});
