import { t } from "@lingui/core/macro";
import type { ComponentProps, ReactNode } from "react";
import ReactMarkdown, { type Components, type ExtraProps } from "react-markdown";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "./code-block.tsx";
import { PlainBoundary } from "./plain-boundary.tsx";

/** So much of a frame goes into reading Markdown; what does not fit waits for the next one. */
const frameBudgetMs = 8;
/** What was read stays: a row that is scrolled back to is there at once. */
const maxKept = 400;
const kept = new Map<string, ReactNode>();
const plugins = [remarkGfm];

let spentMs = 0;

/** Only ways out to the web and to a mail program. Anything else could run something, or lead to a page of Signalbox that is not there. */
const linkPattern = /^(?:https?:\/\/[^/]|mailto:)/i;

/** The address that a link may have; empty when it may have none. */
export function safeAddress(address: string): string {
  return linkPattern.test(address.trim()) ? address.trim() : "";
}

type Of<Tag extends "a" | "img" | "code" | "pre" | "input" | "table"> = ComponentProps<Tag> &
  ExtraProps;

function Anchor({ href, title, children }: Of<"a">) {
  if (!href) return <span>{children}</span>;
  return (
    <a href={href} title={title} target="_blank" rel="noopener noreferrer nofollow">
      {children}
      <span className="sr-only"> {t`(opens in a new tab)`}</span>
    </a>
  );
}

/** Nothing is loaded from elsewhere for a message: a picture is a link to it. */
function Picture({ src, alt }: Of<"img">) {
  const name = alt?.trim() ? alt : t`without a name`;
  return <Anchor href={typeof src === "string" ? src : ""}>{t`Picture: ${name}`}</Anchor>;
}

const components: Components = {
  a: Anchor,
  img: Picture,
  // Fences stand in blocks of their own: what comes here is code by its indent, or in a list.
  pre: ({ node }: Of<"pre">) => {
    const code = node?.children[0];
    const [first] = code?.type === "element" ? code.children : [];
    const classes = code?.type === "element" ? code.properties.className : null;
    const language = Array.isArray(classes) ? String(classes[0]).replace("language-", "") : "";
    return (
      <CodeBlock
        text={first?.type === "text" ? first.value.replace(/\n$/, "") : ""}
        language={language}
      />
    );
  },
  input: ({ checked }: Of<"input">) => (
    <input type="checkbox" checked={checked === true} readOnly disabled aria-label={t`Task`} />
  ),
  table: ({ children }: Of<"table">) => (
    // Scrolls by itself, so it can be reached and moved with the keyboard.
    <div className="markdown-table" tabIndex={0} role="group" aria-label={t`Table`}>
      <table>{children}</table>
    </div>
  ),
  // The page's headings are its iterations: a message's own only look like headings.
  h1: ({ children }) => <p className="markdown-title">{children}</p>,
  h2: ({ children }) => <p className="markdown-title">{children}</p>,
  h3: ({ children }) => <p className="markdown-heading">{children}</p>,
  h4: ({ children }) => <p className="markdown-heading">{children}</p>,
  h5: ({ children }) => <p className="markdown-heading">{children}</p>,
  h6: ({ children }) => <p className="markdown-heading">{children}</p>,
};

/** A block of Markdown as parts of the page. What cannot be drawn stands there as it was written. */
export function readAtOnce(text: string): ReactNode {
  try {
    return (
      <PlainBoundary text={text}>
        {ReactMarkdown({
          children: text,
          remarkPlugins: plugins,
          components,
          urlTransform: safeAddress,
        })}
      </PlainBoundary>
    );
  } catch {
    return <p className="whitespace-pre-wrap">{text}</p>;
  }
}

/** The same when it was read before, or there is time for it in this frame. */
export function readSoon(text: string): { content: ReactNode; isRead: boolean } {
  const known = kept.get(text);
  if (known !== undefined) return { content: known, isRead: true };
  if (spentMs >= frameBudgetMs) return { content: null, isRead: false };
  if (spentMs === 0) {
    requestAnimationFrame(() => {
      spentMs = 0;
    });
  }
  const startedAt = performance.now();
  const content = readAtOnce(text);
  spentMs += Math.max(0.01, performance.now() - startedAt);
  for (const oldest of kept.keys()) {
    if (kept.size < maxKept) break;
    kept.delete(oldest);
  }
  kept.set(text, content);
  return { content, isRead: true };
}
