import { makeRepository } from "@signalbox/api/testing";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { BenchServer } from "../server.ts";

/** Six repositories with twenty sessions between them, named `Session 0` and on. */
export async function seedBoard({ client }: BenchServer, scratch: string): Promise<void> {
  const ids: string[] = [];
  for (let number = 0; number < 6; number += 1) {
    const folder = path.join(scratch, `repository-${number}`);
    await mkdir(folder);
    const { id } = await client.repositories.add.mutate({
      path: await makeRepository(folder),
      name: `Repository ${number}`,
    });
    ids.push(id);
  }
  for (let number = 0; number < 20; number += 1) {
    await client.sessions.create.mutate({
      repositoryId: ids[number % ids.length] ?? "",
      name: `Session ${number}`,
      agent: "demo",
    });
  }
}
