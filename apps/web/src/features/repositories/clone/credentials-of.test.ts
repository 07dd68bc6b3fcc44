import { expect, it } from "vitest";
import { credentialsOf } from "./credentials-of.ts";

function dataOf(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

it("gives each kind what the server takes for it", () => {
  expect(credentialsOf("github_token", dataOf({ secret: " token \n" }))).toEqual({
    kind: "token",
    token: "token",
  });
  expect(credentialsOf("password", dataOf({ username: "me", secret: "ends in space " }))).toEqual({
    kind: "password",
    username: "me",
    password: "ends in space ",
  });
  expect(credentialsOf("password", dataOf({ username: " ", secret: "token" }))).toEqual({
    kind: "token",
    token: "token",
  });
  expect(credentialsOf("ssh_key", dataOf({ keyPath: "~/.ssh/work", secret: "" }))).toEqual({
    kind: "sshPassphrase",
    keyPath: "~/.ssh/work",
    passphrase: undefined,
  });
});
