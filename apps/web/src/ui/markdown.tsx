import { Plural, Trans } from "@lingui/react/macro";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { CodeBlock } from "./code-block.tsx";
import { markdownBlocks, type MarkdownBlock } from "./markdown-blocks.ts";
import { readAtOnce, readSoon } from "./markdown-reader.tsx";
import "./markdown.css";

/** A longer message is cut until it is asked for: one row must not be a hundred screens. */
const maxLength = 12_000;
/** Blocks beyond this many are laid out only when they come near the screen. */
const maxNearBlocks = 8;
/** The end of a message that is still being written is read again with every piece that comes: beyond this it waits for its end. */
const maxGrowingLength = 800;

/**
 * A message in Markdown, without HTML, without anything that is loaded from elsewhere, and with links that lead only to the web. Long ones
 * are cut; `isGrowing` while more may come, which then stands at the end and is never what is cut.
 */
export function Markdown({
  text,
  isGrowing = false,
  isWhole,
  onWhole,
}: {
  text: string;
  isGrowing?: boolean;
  /** Whether a long message was asked for as a whole. */
  isWhole: boolean;
  onWhole: () => void;
}) {
  const blocks = useMemo(() => markdownBlocks(text), [text]);
  const { shown, hiddenLength } = useMemo(
    () => (isWhole ? { shown: blocks, hiddenLength: 0 } : cut(blocks, isGrowing)),
    [blocks, isWhole, isGrowing],
  );
  const first = isGrowing ? blocks.length - shown.length : 0;
  const more = hiddenLength > 0 && (
    <button type="button" className="text-xs font-medium text-accent underline" onClick={onWhole}>
      <Trans>
        Show all of this message:{" "}
        <Plural value={hiddenLength} one="# more character" other="# more characters" />
      </Trans>
    </button>
  );
  return (
    <div className="markdown">
      {isGrowing && more}
      {shown.map((block, index) => (
        // More text never changes what stands before the last block: its place is its identity.
        <Placed key={first + index} block={block} isNear={shown.length <= maxNearBlocks}>
          <Block block={block} isGrowing={isGrowing && index === shown.length - 1} />
        </Placed>
      ))}
      {!isGrowing && more}
    </div>
  );
}

function cut(blocks: readonly MarkdownBlock[], fromEnd: boolean) {
  const ordered = fromEnd ? blocks.toReversed() : blocks;
  let length = 0;
  let count = 0;
  for (const block of ordered) {
    if (count > 0 && length + block.text.length > maxLength) break;
    length += block.text.length;
    count += 1;
  }
  const total = blocks.reduce((sum, block) => sum + block.text.length, 0);
  const shown = fromEnd ? blocks.slice(blocks.length - count) : blocks.slice(0, count);
  return { shown, hiddenLength: total - length };
}

/** A block of a long message costs nothing while it is far from the screen: until then it is as high as its text lets one guess. */
function Placed({
  block: { text },
  isNear,
  children,
}: {
  block: MarkdownBlock;
  isNear: boolean;
  children: ReactNode;
}) {
  if (isNear) return children;
  const lines = text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 80), 0);
  return (
    <div className="markdown-late" style={{ containIntrinsicHeight: `auto ${lines * 20}px` }}>
      {children}
    </div>
  );
}

function Block({ block, isGrowing }: { block: MarkdownBlock; isGrowing: boolean }) {
  if (block.kind === "code") {
    return <CodeBlock text={block.text} language={block.language} isGrowing={isGrowing} />;
  }
  const isTooLong = isGrowing && block.text.length > maxGrowingLength;
  if (block.kind === "plain" || isTooLong) return <PlainText text={block.text} />;
  return isGrowing ? <GrowingText text={block.text} /> : <SettledText text={block.text} />;
}

function PlainText({ text }: { text: string }) {
  return <p className="whitespace-pre-wrap">{text}</p>;
}

function GrowingText({ text }: { text: string }) {
  return useMemo(() => readAtOnce(text), [text]);
}

/** Read when there is time for it in a frame: until then, and only when much came at once, it stands there as it was written. */
function SettledText({ text }: { text: string }): ReactNode {
  const [, drawAgain] = useState(0);
  const { content, isRead } = readSoon(text);
  useEffect(() => {
    if (isRead) return;
    const request = requestAnimationFrame(() => drawAgain((count) => count + 1));
    return () => cancelAnimationFrame(request);
  });
  return isRead ? content : <PlainText text={text} />;
}
