import { expect, test } from "vitest";
import { compareUrlOf } from "./compare-url.ts";

test.each([
  ["https://github.com/o/n.git", "https://github.com/o/n/compare/main...signalbox%2Fx?expand=1"],
  ["git@github.com:o/n.git", "https://github.com/o/n/compare/main...signalbox%2Fx?expand=1"],
  ["ssh://git@codeberg.org:22/o/n", "https://codeberg.org/o/n/compare/main...signalbox%2Fx"],
  [
    "https://gitlab.com/g/s/n.git",
    "https://gitlab.com/g/s/n/-/merge_requests/new?merge_request%5Bsource_branch%5D=signalbox%2Fx&merge_request%5Btarget_branch%5D=main",
  ],
  ["/srv/git/n.git", null],
  ["https://example.org/o/n.git", null],
])("the page for a pull request at %s is %s", (remote, page) => {
  expect(compareUrlOf(remote, "main", "signalbox/x")).toBe(page);
});
