import { expect, test } from "vitest";
import { answersFor } from "./credentials.ts";
import { answerQuestion, nothingAsked } from "./questions.ts";
import { parseCloneSource } from "@signalbox/shared";

function ask(url: string, question: string, given: Parameters<typeof answersFor>[1] = null) {
  const source = parseCloneSource(url, "/home/person");
  const answers = answersFor(source, given);
  if (answers === null) throw new Error("these credentials do not fit");
  const asked = nothingAsked();
  const answer = answerQuestion(question, { source, answers, trustHostKey: null, asked });
  return { answer, asked };
}
const token = { kind: "token", token: "t0ken" } as const;
const password = { kind: "password", username: "me", password: "pw" } as const;
const passphrase = { kind: "sshPassphrase", passphrase: "open" } as const;

test("git gets user and token, for the host of the clone only", () => {
  const url = "https://host.example/a";
  expect(ask(url, "Username for 'https://host.example': ", token).answer).toBe("x-access-token");
  expect(ask(url, "Password for 'https://x-access-token@host.example': ", token).answer).toBe(
    "t0ken",
  );
  for (const other of ["https://evil.example", "http://host.example", "https://host.example:444"]) {
    expect(ask(url, `Password for '${other}': `, token)).toMatchObject({
      answer: null,
      asked: { http: false, answered: false },
    });
  }
});

test("a token in the place of the user, and user and password of the URL, are answers", () => {
  const asToken = "https://ghp_abc@github.com/a/b";
  expect(ask(asToken, "Password for 'https://x@github.com': ").answer).toBe("ghp_abc");
  expect(ask("https://me:pw@h.example/a", "Username for 'https://h.example': ").answer).toBe("me");
  expect(ask("https://me@h.example/a", "Username for 'https://h.example': ").answer).toBeNull();
});

test("ssh gets the passphrase for a key, and the password of the account, each for its own question", () => {
  const url = "git@host.example:a/b";
  const forKey = "Enter passphrase for key '/home/person/.ssh/id_ed25519': ";
  const forAccount = "git@host.example's password: ";
  expect(ask(url, forKey, passphrase).answer).toBe("open");
  expect(ask(url, forAccount, passphrase).answer).toBeNull();
  expect(ask(url, forAccount, password).answer).toBe("pw");
  expect(ask(url, "(git@host.example) Password: ", password).answer).toBe("pw");
  expect(ask(url, forKey, password)).toMatchObject({ answer: null, asked: { passphrase: true } });
});

test("a host that asks its own questions gets nothing", () => {
  for (const question of [
    "(git@host.example) Enter passphrase for key '/home/person/.ssh/id_ed25519': ",
    "(git@host.example) One-time code: ",
    "hello\nEnter passphrase for key '/x': ",
  ]) {
    expect(ask("git@host.example:a/b", question, passphrase).answer).toBeNull();
  }
});

test("credentials that a source has no use for do not fit", () => {
  const of = (url: string) => parseCloneSource(url, "/home/person");
  expect(answersFor(of("https://host/a"), passphrase)).toBeNull();
  expect(answersFor(of("git@host:a"), token)).toBeNull();
  expect(answersFor(of("/srv/a"), password)).toBeNull();
});
