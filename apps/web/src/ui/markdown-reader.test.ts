import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { readAtOnce, safeAddress } from "./markdown-reader.tsx";

const html = (text: string) => renderToStaticMarkup(readAtOnce(text));

describe("readAtOnce", () => {
  it("draws emphasis, lists, tasks and tables", () => {
    expect(html("**a** and `b`")).toContain("<strong>a</strong> and <code>b</code>");
    expect(html("- [x] done\n- [ ] open")).toContain("checked");
    expect(html("|a|b|\n|-|-|\n|1|2|")).toContain("<td>2</td>");
  });

  it("opens links in a tab of their own that knows nothing of this page", () =>
    expect(html("[x](https://example.org)")).toMatch(
      /<a href="https:\/\/example.org" target="_blank" rel="noopener noreferrer nofollow">x<span/,
    ));

  it("has no headings among those of the page", () =>
    expect(html("# a\n\n###### b")).toBe(
      '<p class="markdown-title">a</p>\n<p class="markdown-heading">b</p>',
    ));
});

describe("hostile messages", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick=alert(1)>b</b>",
    "<iframe src='https://example.org'></iframe>",
    "<!-- comment --><style>*{display:none}</style>",
  ])("%s is only text", (text) => {
    expect(html(text)).not.toMatch(/<(?!\/?p>)/);
    expect(html(text)).toContain("&lt;");
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//example.org/x)",
    "[x](/sessions/new)",
    "[x](src/sum.ts)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
  ])("%s is no link", (text) => expect(html(text)).not.toContain("href"));

  it("loads no picture: it is a link to it", () => {
    expect(html("![logo](https://example.org/a.png)")).toMatch(
      /^<p><a href="[^"]+a.png".*Picture: logo/,
    );
    expect(html("![x](data:image/png;base64,AA)")).toBe("<p><span>Picture: x</span></p>");
    expect(html("![x](https://example.org/a.png)")).not.toContain("<img");
  });

  it("what is nested too deep to be drawn stands there as it was written", () =>
    expect(html(`${"> ".repeat(6_000)}x`)).toContain("x"));
});

describe("safeAddress", () => {
  it("keeps the web and mail, and nothing else", () => {
    expect(safeAddress("https://a.b/c?d#e")).toBe("https://a.b/c?d#e");
    expect(safeAddress("mailto:a@b.c")).toBe("mailto:a@b.c");
    expect(safeAddress(" http://a.b")).toBe("http://a.b");
    expect(safeAddress("https:a")).toBe("");
    expect(safeAddress("\u0001javascript:alert(1)")).toBe("");
  });
});
