import { describe, expect, it } from "vitest";
import { ansiSpans } from "./ansi.ts";

const plain = (text: string) =>
  ansiSpans(text)
    .map((span) => span.text)
    .join("");

describe("ansiSpans", () => {
  it("leaves plain text alone", () =>
    expect(ansiSpans("a\tb <c>")).toEqual([{ text: "a\tb <c>", className: "" }]));
  it("turns colours into classes", () => {
    expect(ansiSpans("\u001B[31mred\u001B[0m plain")).toEqual([
      { text: "red", className: "ansi-red" },
      { text: " plain", className: "" },
    ]);
  });
  it("leaves out cursor movement, titles and links", () => {
    expect(
      plain(
        "\u001B[2K\u001B[1Ahi\u001B]0;title\u0007 \u001B]8;;http://x\u001B\\link\u001B]8;;\u001B\\",
      ),
    ).toBe("hi link");
  });
  it("shows the last state of a line that overwrites itself", () =>
    expect(plain("10%\r50%\r100%\ndone\r\n")).toBe("100%\ndone\n"));
  it("drops other control characters", () => expect(plain("a\u0007b\u0000c")).toBe("abc"));
});
