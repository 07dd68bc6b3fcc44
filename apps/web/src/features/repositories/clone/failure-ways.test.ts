import { cloneFailureSchema } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { cloneProblemOf } from "./clone-problem.ts";
import { waysOn } from "./failure-ways.ts";

function waysFor(details: Record<string, unknown>) {
  return waysOn(
    cloneProblemOf({ code: "CLONE_FAILED", message: "", help: [], issues: [], details }),
  );
}

describe("the ways on after a failure", () => {
  it.each(cloneFailureSchema.options)("%s is told as what it is", (failure) => {
    expect(waysFor({ failure, url: "https://host/x", host: "host" }).level).toMatch(
      /error|warning/,
    );
  });

  it("never lead past a host key that changed", () => {
    expect(waysFor({ failure: "host_key_changed", url: "git@host:x", host: "host" })).toMatchObject(
      {
        mayTryAgain: false,
        mayTryPartial: false,
        askFor: null,
      },
    );
  });

  it("asks for what the host wants; for credentials where it may hide a repository", () => {
    expect(waysFor({ authKind: "ssh_passphrase" }).askFor).toBe("ssh_passphrase");
    const hidden = { failure: "not_found", url: "https://github.com/a/b", host: "github.com" };
    expect(waysFor(hidden).askFor).toBe("github_token");
    expect(waysFor({ ...hidden, url: "git@github.com:a/b" }).askFor).toBeNull();
    expect(waysFor({ failure: "tls", url: "https://h/x", host: "h" }).askFor).toBeNull();
  });

  it("offers less to transfer, or another folder, where that helps", () => {
    expect(waysFor({ failure: "disk_full" })).toMatchObject({
      mayTryPartial: true,
      isFolder: true,
    });
    expect(waysFor({ failure: "stalled" })).toMatchObject({ mayTryPartial: true, isFolder: false });
  });
});
