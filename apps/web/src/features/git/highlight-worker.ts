import { highlightHunks } from "./highlight-hunks.ts";
import type { HighlightRequest, HighlightReply } from "./highlighter.ts";

// Beside the page, so that neither a long file nor a slow grammar ever holds up what somebody types.
globalThis.addEventListener("message", ({ data }: MessageEvent<HighlightRequest>) => {
  const reply: HighlightReply = {
    id: data.id,
    spans: highlightHunks(data.hunks, data.language),
  };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows: a worker answers its page
  globalThis.postMessage(reply);
});
