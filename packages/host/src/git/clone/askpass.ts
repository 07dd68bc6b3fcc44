import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";

/** A question is a few hundred bytes; more is nobody's question. */
const maxQuestionBytes = 16_384;
/** The system keeps addresses of sockets in so many bytes (macOS: 104, with the end). */
const maxSocketPathBytes = 100;

/** A program for git and ssh to ask; `close` ends it and removes what it made outside its folder. */
export interface Askpass {
  program: string;
  close(): Promise<void>;
}

/**
 * Makes, in `folder` (private to this user, and removed by the caller), a program that git and ssh start with a question. It carries
 * the question over a socket to this process, and prints the answer: a secret is in no argument, no environment and no
 * file. `answer` gives null for what is not answered: the program then fails.
 */
export async function openAskpass(
  folder: string,
  answer: (question: string) => string | null,
): Promise<Askpass> {
  const near = path.join(folder, "socket");
  const isShort = Buffer.byteLength(near) <= maxSocketPathBytes;
  const farFolder = isShort ? null : await mkdtemp(path.join(tmpdir(), "signalbox-"));
  const address = farFolder === null ? near : path.join(farFolder, "socket");
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    answerOne(socket, answer);
  });
  server.listen(address);
  await once(server, "listening");
  const script = path.join(folder, "askpass.cjs");
  const program = path.join(folder, "askpass");
  await writeFile(script, scriptFor(address), { mode: 0o600 });
  await writeFile(program, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(script)} "$@"\n`);
  await chmod(program, 0o700);
  return {
    program,
    async close() {
      for (const socket of open) socket.destroy();
      if (server.listening) {
        server.close();
        await once(server, "close");
      }
      if (farFolder !== null) await rm(farFolder, { recursive: true, force: true });
    },
  };
}

function answerOne(socket: Socket, answer: (question: string) => string | null): void {
  const chunks: Buffer[] = [];
  let size = 0;
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxQuestionBytes) socket.destroy();
    else chunks.push(chunk);
  });
  socket.on("end", () => {
    const given = answer(Buffer.concat(chunks).toString("utf8"));
    // A first byte tells an empty answer from none.
    socket.end(given === null ? "" : `=${given}`);
  });
}

function scriptFor(address: string): string {
  return `"use strict";
const socket = require("node:net").connect(${JSON.stringify(address)});
const chunks = [];
socket.on("connect", () => socket.end(process.argv[2] ?? ""));
socket.on("data", (chunk) => chunks.push(chunk));
socket.on("error", () => process.exit(1));
socket.on("end", () => {
  const answer = Buffer.concat(chunks).toString("utf8");
  if (!answer.startsWith("=")) process.exit(1);
  process.stdout.write(answer.slice(1) + "\\n");
});
`;
}

/** One word of a POSIX shell. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
