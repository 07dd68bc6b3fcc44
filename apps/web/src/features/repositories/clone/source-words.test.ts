import { describe, expect, it } from "vitest";
import { urlOfPasted, viewOfSource } from "./source-words.ts";

describe("a typed URL", () => {
  it("says nothing while there is nothing to say", () => {
    expect(viewOfSource("  ")).toEqual({ kind: "empty" });
  });

  it.each([
    ["https://github.com/owner/name.git", "Over HTTPS from github.com."],
    ["git@host.example:owner/name", "Over SSH from host.example as git, with your own SSH keys."],
    ["host.example:name", "Over SSH from host.example, with your own SSH keys."],
    ["~/code/name", "From a folder of this computer. The folder itself stays as it is."],
  ])("%s is told in words", (text, words) => {
    expect(viewOfSource(text)).toMatchObject({
      kind: "fine",
      words: expect.arrayContaining([words]),
      warning: null,
    });
  });

  it("is refused as the server refuses it, with what to give instead", () => {
    expect(viewOfSource("ext::sh -c id")).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("helper program"),
      help: expect.arrayContaining([expect.any(String)]),
    });
  });

  it("warns of a line that everybody can read, except within this computer", () => {
    expect(viewOfSource("http://host.example/x")).toMatchObject({
      warning: expect.stringContaining("Nothing protects"),
    });
    expect(viewOfSource("http://127.0.0.1:80/x")).toMatchObject({ warning: null });
    expect(viewOfSource("http://me:secret@host.example/x")).toMatchObject({
      warning: expect.stringContaining("refused"),
    });
  });

  it("never says a secret of the URL again", () => {
    const view = viewOfSource("https://me:s3cret@host.example/name");
    expect(view).toMatchObject({
      words: expect.arrayContaining([expect.stringContaining("alone")]),
    });
    if (view.kind !== "fine") throw new Error("it is fine");
    expect([...view.words, view.source.url].join(" ")).not.toContain("s3cret");
  });

  it.each([
    ["https://github.com/owner/name/tree/main/src", "https://github.com/owner/name.git"],
    ["https://github.com/owner/name/issues/7", "https://github.com/owner/name.git"],
    ["https://gitlab.com/group/sub/name/-/merge_requests", "https://gitlab.com/group/sub/name.git"],
    ["https://github.com/owner/name", null],
    ["https://host.example/owner/name/tree/main", null],
  ])("%s: the address of a page is known as one", (text, instead) => {
    expect(viewOfSource(text)).toMatchObject({ instead });
  });
});

it("takes the URL out of a pasted command", () => {
  expect(urlOfPasted("git clone https://host/name")).toBe("https://host/name");
  expect(urlOfPasted("https://host/name")).toBe("https://host/name");
});
