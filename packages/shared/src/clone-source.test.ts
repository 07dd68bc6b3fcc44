import { describe, expect, test } from "vitest";
import { GitUrlRefused, parseCloneSource } from "./clone-source.ts";

const parse = (text: string) => parseCloneSource(text, "/home/person");

test.each([
  ["https://github.com/owner/name.git", "https", "https://github.com/owner/name.git", "name"],
  ["https://host.example/group/sub/name/", "https", "https://host.example/group/sub/name/", "name"],
  ["http://127.0.0.1:8080/a%20b.git", "http", "http://127.0.0.1:8080/a%20b.git", "a-b"],
  ["ssh://git@host.example:2222/owner/x", "ssh", "ssh://git@host.example:2222/owner/x", "x"],
  ["git@github.com:owner/name.git", "ssh", "git@github.com:owner/name.git", "name"],
  ["host:name", "ssh", "host:name", "name"],
  ["git@[::1]:owner/name", "ssh", "git@[::1]:owner/name", "name"],
  ["/srv/git/some name.git", "local", "/srv/git/some name.git", "some-name"],
  ["/srv/work/.git", "local", "/srv/work/.git", "work"],
  ["/srv/../a//./b/../name/", "local", "/a/name/", "name"],
  ["/..", "local", "/", "repository"],
  ["~/code/name", "local", "/home/person/code/name", "name"],
  ["file:///srv/name.git/", "local", "file:///srv/name.git/", "name"],
  ["https://host/%F0%9F%9A%A6..", "https", "https://host/%F0%9F%9A%A6..", "repository"],
])("%s can be cloned from", (text, kind, url, name) => {
  expect(parse(text)).toMatchObject({ kind, url, name });
});

describe("what could start a program or be taken for an option is refused", () => {
  test.each([
    "ext::sh -c touch% /tmp/x",
    "EXT::sh",
    "::x",
    "fd::17",
    "--upload-pack=touch /tmp/x",
    "-oProxyCommand=touch x",
    "ssh://-oProxyCommand=touch/x",
    "ssh://%2DoProxyCommand=touch/x",
    "ssh://-oProxyCommand=x@host/path",
    "ssh://user@-oProxyCommand=x/path",
    "-oProxyCommand=x:path",
    "user@-oProxyCommand=x:path",
    "-x@host:path",
    "host:-x",
    "host:a b",
    "https://-host/path",
    "https://host/a\nb",
    "https://host/\u001b[31m",
    "https://ho st/a",
    String.raw`https://host\@evil/a`,
    "git://host/name",
    "ftp://host/name",
    "javascript://host/name",
    "file://other-host/name",
    "https://host/name?private_token=abc",
    "https://host/name#x",
    "ssh://host",
    "https:///name",
    "relative/path",
    "./relative",
    "",
  ])("%j", (text) => {
    expect(() => parse(text)).toThrow(GitUrlRefused);
  });
});

test("user, password and token are taken out of the URL, and a refusal does not quote them", () => {
  expect(parse("https://me:p%40ss@host/name")).toMatchObject({
    url: "https://host/name",
    credentials: { username: "me", password: "p@ss" },
  });
  expect(parse("ssh://me:secret@host/name")).toMatchObject({
    url: "ssh://me@host/name",
    credentials: { username: "me", password: "secret" },
  });
  expect(() => parse("https://me:secret@host/name?x")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("secret") }),
  );
});
