import { join } from "node:path";
import { getCatalogs } from "@lingui/cli/api";
import { getConfig } from "@lingui/conf";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { beforeAll, describe, expect, it } from "vitest";
import { languages } from "../lib/language.ts";

const config = getConfig({ cwd: join(import.meta.dirname, "..", "..") });
const others = Object.keys(languages).filter((language) => language !== config.sourceLocale);

/** What the catalogs have: each message by its English text, as `make` writes it. */
type Texts = Map<string, string>;

async function written(language: string): Promise<Texts> {
  const [catalog] = await getCatalogs(config);
  const messages = (await catalog?.read(language)) ?? {};
  return new Map(
    Object.values(messages).map(({ message, translation }) => [message ?? "", translation ?? ""]),
  );
}

describe("the catalogs", () => {
  let english: Texts = new Map();
  beforeAll(async () => {
    english = await written("en");
  });

  it("have every message of the code, and no other: npm run messages", async () => {
    const [catalog] = await getCatalogs(config);
    const collected = Object.values((await catalog?.collect()) ?? {});
    expect(collected.length).toBeGreaterThan(0);
    expect(new Set(english.keys())).toEqual(new Set(collected.map(({ message }) => message)));
  });

  it("are of the languages that the page offers", () => {
    expect(config.locales.toSorted()).toEqual(Object.keys(languages).toSorted());
  });

  it.each(others)("say everything in %s, with all that is put into it", async (language) => {
    const texts = await written(language);
    expect([...texts.keys()]).toEqual([...english.keys()]);
    const wrong = [...texts]
      .filter(([message, text]) => text === "" || fillings(text) !== fillings(message))
      .map(([message, text]) => `${message} → ${text}`);
    expect(wrong).toEqual([]);
  });
});

/** The placeholders and tags of a message, sorted; of a plural those of its last form, which every language has. */
function fillings(message: string): string {
  const names = new Set<string>(message.match(/<\/?\d+\/?>/g));
  const add = (tokens: unknown) => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [name, , forms] = token;
      names.add(String(name));
      if (typeof forms === "object" && forms !== null) add(Reflect.get(forms, "other"));
    }
  };
  add(compileMessage(message));
  return [...names].toSorted().join(" ");
}
