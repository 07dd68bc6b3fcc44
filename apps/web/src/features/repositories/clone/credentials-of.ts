import type { CloneAuthKind, CloneCredentials } from "@signalbox/shared";

/** What was typed into the fields for a kind of authentication, as the server takes it. */
export function credentialsOf(kind: CloneAuthKind, data: FormData): CloneCredentials {
  // Not trimmed: a password may end in a space.
  const secret = textOf(data, "secret");
  const username = textOf(data, "username").trim();
  const keyPath = textOf(data, "keyPath").trim() || undefined;
  switch (kind) {
    case "github_token":
      // A token has no space in it, but what is copied often ends with one.
      return { kind: "token", token: secret.trim() };
    case "password":
      return username === ""
        ? { kind: "token", token: secret.trim() }
        : { kind: "password", username, password: secret };
    case "ssh_password":
      return { kind: "password", username, password: secret };
    case "ssh_key":
    case "ssh_passphrase":
      return { kind: "sshPassphrase", passphrase: secret || undefined, keyPath };
  }
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
