import type { Answers } from "./credentials.ts";
import type { CloneSource } from "@signalbox/shared";

/** What git and ssh asked for in one clone. */
export interface Asked {
  /** Over HTTP, by the very host of the clone. */
  http: boolean;
  passphrase: boolean;
  sshPassword: boolean;
  /** The host key that ssh does not know; null when it did not ask. */
  hostKey: { fingerprint: string; type: string } | null;
  /** Whether a password, token or passphrase was given. */
  answered: boolean;
}

export function nothingAsked(): Asked {
  return { http: false, passphrase: false, sshPassword: false, hostKey: null, answered: false };
}

/**
 * The answer to a question of git or ssh, or null. The beginning of a question is git's or ssh's own, the rest may be the
 * host's: only a question that is one of the known ones from end to end, and asked for this very host, is answered.
 */
export function answerQuestion(
  question: string,
  context: { source: CloneSource; answers: Answers; trustHostKey: string | null; asked: Asked },
): string | null {
  const { source, answers, asked, trustHostKey } = context;
  const give = (secret: string | null) => {
    asked.answered ||= secret !== null;
    return secret;
  };

  const http = /^(Username|Password) for '(https?:\/\/[^']*)': ?$/.exec(question);
  if (http) {
    // After a redirect it is another host that asks.
    if (source.origin === null || originOf(http[2] ?? "") !== source.origin) return null;
    asked.http = true;
    // A user's name without a password is no answer: the next question would go without one.
    if (answers.password === null) return null;
    return http[1] === "Username" ? answers.username : give(answers.password);
  }
  if (source.kind !== "ssh") return null;

  if (/^Enter passphrase for (?:key )?'?[^\n]+'?: ?$/.test(question)) {
    asked.passphrase = true;
    return give(answers.passphrase);
  }
  const fingerprint = /^The authenticity of host [^]*\b(SHA256:[A-Za-z0-9+/=]+)/.exec(question);
  if (fingerprint) {
    const type = /^(\w+) key fingerprint is /m.exec(question)?.[1] ?? "";
    asked.hostKey = { fingerprint: fingerprint[1] ?? "", type };
    // ssh itself compares what it is given with the key that it sees.
    return trustHostKey ?? "no";
  }
  // `user@host's password: `, or with a question of the host: `(user@host) Password: `.
  if (/^[^\s()]+@[^\s()]+'s password: ?$/i.test(question) || isHostQuestion(question)) {
    asked.sshPassword = true;
    return give(answers.password);
  }
  return null;
}

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}

function isHostQuestion(question: string): boolean {
  return /^\([^\s()]+@[^\s()]+\) (?:\S+'s )?Password: ?$/i.test(question);
}
