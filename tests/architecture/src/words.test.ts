import { expect, it } from "vitest";
import { sourceFile } from "./tree.ts";
import { wordsInCatalog } from "./words.ts";

/** What the rule says about a file of the page, without the part that is the same each time. */
function found(text: string, name = "a.tsx"): string[] {
  return wordsInCatalog(sourceFile(`apps/web/src/features/${name}`, text)).map(
    ({ line, message }) => `${line} ${message.replace(/^words outside the catalog: /, "")}`,
  );
}

const macros = `import { msg, plural, t } from "@lingui/core/macro"; import { Plural, Trans } from "@lingui/react/macro";`;

it("finds what a person reads: in elements, in attributes, in toasts, in what an expression can become", () => {
  expect(found(`const a = <p>Stop run</p>;`)).toEqual(["1 Stop run"]);
  expect(found(`const a = <p>{count} of {total} files</p>;`)).toEqual(["1 of", "1 files"]);
  expect(found(`const a = <p>{isOn ? "on" : x || "off"}</p>;`)).toEqual(["1 on", "1 off"]);
  expect(found(`const a = <input aria-label="search" />;`)).toEqual(["1 search"]);
  expect(found("const a = <Field label={`file ${n}`} />;")).toEqual(["1 file {}"]);
  expect(found(`toast.error("gone", { description: "for good" });`)).toEqual([
    "1 gone",
    "1 for good",
  ]);
});

it("finds what looks like words elsewhere, and leaves names, classes, keys and comparisons alone", () => {
  expect(found(`const words = { a: "Newest first", b: "newest first of all" };`, "a.ts")).toEqual([
    "1 Newest first",
    "1 newest first of all",
  ]);
  expect(found(`if (event.key === "Enter") cn("flex min-w-0", "added"); `)).toEqual([]);
  expect(found(`const a = <p className="Big and bold">{name}</p>;`)).toEqual([]);
  expect(found(`throw new Error("There is no session around.");`)).toEqual([]);
});

it("takes a message as one, but not what is glued into it or hangs on an element in it", () => {
  expect(found(`${macros} const a = <Trans>Stop <b>run</b> {number}</Trans>;`)).toEqual([]);
  expect(found(`${macros} const a = <Plural value={n} one="# file" other="# files" />;`)).toEqual(
    [],
  );
  expect(found(`${macros} const f = () => t\`Stop \${isAll ? "every run" : name}\`;`)).toEqual([
    "1 every run",
  ]);
  expect(found(`${macros} const a = <Trans>Stop <b title="run">it</b></Trans>;`)).toEqual([
    "1 run",
  ]);
});

it("does not take a component of ours for one of the macros", () => {
  expect(
    found(`import { Select } from "./select.tsx"; const a = <Select label="Order" />;`),
  ).toEqual(["1 Order"]);
});

it("refuses a message that is said while its module is loaded", () => {
  expect(found(`${macros} const a = t\`Stop\`;`)).toEqual([
    "1 said while the module is loaded, in whatever language it is then: t`Stop`",
  ]);
  expect(found(`${macros} const a = msg\`Stop\`; const f = () => t\`Stop\`;`)).toEqual([]);
});

it("asks nothing of tests and of other packages", () => {
  expect(found(`const a = <p>Stop run</p>;`, "a.test.tsx")).toEqual([]);
  expect(wordsInCatalog(sourceFile("apps/api/src/a.ts", `const a = "Stop run";`))).toEqual([]);
});
