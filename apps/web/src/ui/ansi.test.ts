import { describe, expect, it } from "vitest";
import { contrast, paletteColour, readable, readableOn, type Rgb } from "./ansi-colours.ts";
import { ansiPlainText, ansiSpans } from "./ansi.ts";

const esc = "\u001B";

describe("ansiSpans", () => {
  it("leaves plain text alone", () =>
    expect(ansiSpans("a\tb <c>")).toEqual([{ text: "a\tb <c>", className: "" }]));

  it("turns the sixteen colours into classes", () =>
    expect(ansiSpans(`${esc}[31mred${esc}[0m plain ${esc}[92mgreen`)).toEqual([
      { text: "red", className: "ansi-red" },
      { text: " plain ", className: "" },
      { text: "green", className: "ansi-green" },
    ]));

  it("gives any other colour a readable variant for each theme", () => {
    const [orange, blue, colons] = ["38;5;208", "38;2;0;0;90", "38:2::0:0:90"].map(
      (code) => ansiSpans(`${esc}[${code}mx`)[0],
    );
    expect(orange?.className).toBe("ansi-rgb");
    expect(orange?.style?.["--ansi-dark"]).toBe("rgb(255 135 0)");
    expect(orange?.style?.["--ansi-light"]).not.toBe("rgb(255 135 0)");
    expect(blue?.style?.["--ansi-light"]).toBe("rgb(0 0 90)");
    expect(blue?.style?.["--ansi-dark"]).not.toBe("rgb(0 0 90)");
    expect(colons).toEqual(blue);
  });

  it("knows bold, dim, italic, underlined, struck and inverse, and their ends", () => {
    expect(ansiSpans(`${esc}[1;3;4mall${esc}[22;23;24mnone`)).toEqual([
      { text: "all", className: "ansi-bold ansi-italic ansi-underline" },
      { text: "none", className: "" },
    ]);
    expect(ansiSpans(`${esc}[2mdim${esc}[9mstruck`).map(({ className }) => className)).toEqual([
      "ansi-dim",
      "ansi-struck ansi-dim",
    ]);
    expect(ansiSpans(`${esc}[7;31m FAIL ${esc}[27mx`).map(({ className }) => className)).toEqual([
      "ansi-bg ansi-bg-red",
      "ansi-red",
    ]);
  });

  it("keeps the colour through what moves a cursor, and through a line that is written over", () => {
    expect(ansiSpans(`${esc}[32ma${esc}[Kb`)).toEqual([
      { text: "a", className: "ansi-green" },
      { text: "b", className: "ansi-green" },
    ]);
    expect(ansiSpans(`${esc}[32m10%\r100%`)).toEqual([{ text: "100%", className: "ansi-green" }]);
  });

  it("shows the last state of a line that overwrites itself", () =>
    expect(ansiPlainText("10%\r50%\r100%\ndone\r\n")).toBe("100%\ndone\n"));
});

describe("hostile output", () => {
  it.each([
    ["cursor movement", `${esc}[2K${esc}[1A${esc}[10;10Hhi${esc}[?25l`, "hi"],
    ["a title", `${esc}]0;title\u0007hi`, "hi"],
    ["a link of a script", `${esc}]8;;javascript:alert(1)${esc}\\link${esc}]8;;${esc}\\`, "link"],
    ["the clipboard", `${esc}]52;c;cm0gLXJm\u0007hi`, "hi"],
    ["a command that never ends", `hi${esc}]0;for ever`, "hi"],
    ["a command that another one ends", `${esc}]0;a${esc}[31mhi`, "hi"],
    ["a device's string", `${esc}P+q544e${esc}\\hi`, "hi"],
    ["control characters", "a\u0007b\u0000c\u009Bd", "abcd"],
    ["text that turns its direction", "safe\u202Eexe.txt", "safeexe.txt"],
    ["a cut sequence", `hi${esc}[3`, "hi[3"],
    ["numbers without measure", `${esc}[99999999999999999999;38;5;999;48;2;1mhi`, "hi"],
  ])("%s is only text", (_, text, shown) => expect(ansiPlainText(text)).toBe(shown));

  it("hides nothing that is said to be hidden", () =>
    expect(ansiSpans(`${esc}[8msecret`)).toEqual([{ text: "secret", className: "" }]));

  it("has the same look however often it is asked for", () =>
    expect(ansiSpans(`${`${esc}[1;31m`.repeat(20_000)}x`)).toEqual([
      { text: "x", className: "ansi-bold ansi-red" },
    ]));
});

describe("colours", () => {
  const palette = Array.from({ length: 240 }, (_, index) => paletteColour(index + 16));

  it.each([
    ["light", [239, 237, 234]],
    ["dark", [38, 36, 32]],
  ] as const)("are all readable on the ground of the %s theme", (theme, ground) => {
    for (const colour of palette) {
      expect(contrast(readable(colour, theme), ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("of text are readable on every ground that a program chooses", () => {
    const wish: Rgb = [128, 128, 128];
    for (const ground of palette) {
      expect(contrast(readableOn(ground, wish), ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
