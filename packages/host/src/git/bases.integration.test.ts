import { expect, test } from "vitest";
import { createRepository, personGit } from "../testing/repositories.ts";
import { listBases } from "./bases.ts";

async function repositoryWithRefs(): Promise<string> {
  const { path } = await createRepository({ "a.txt": "a" });
  await personGit(path, "branch", "feature/login");
  await personGit(path, "tag", "v1.0");
  await personGit(path, "tag", "main");
  await personGit(path, "update-ref", "refs/remotes/origin/main", "HEAD");
  await personGit(path, "update-ref", "refs/remotes/origin/LOGIN", "HEAD");
  await personGit(path, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  return path;
}

test("branches, remote branches and tags are told apart; names that mean another are left out", async () => {
  const { bases, truncated } = await listBases(await repositoryWithRefs(), { limit: 10 });
  const names = bases.map(({ kind, name }) => `${kind} ${name}`);
  expect(names.toSorted()).toEqual([
    "branch feature/login",
    "branch main",
    "remote origin/LOGIN",
    "remote origin/main",
    "tag v1.0",
  ]);
  expect(truncated).toBe(false);
});

test("a search looks in the names, and the limit holds for each kind", async () => {
  const path = await repositoryWithRefs();
  const found = await listBases(path, { search: "Login", limit: 10 });
  expect(found.bases.map(({ name }) => name)).toEqual(["feature/login", "origin/LOGIN"]);
  const few = await listBases(path, { limit: 1 });
  expect(few.bases.map(({ kind }) => kind)).toEqual(["branch", "remote", "tag"]);
  expect(few.truncated).toBe(true);
});
