import { t } from "@lingui/core/macro";
import { maxPromptLength } from "@signalbox/shared";

/** No character takes more bytes in UTF-8: a larger file is certainly too long. */
const maxBytesPerCharacter = 3;

/** The text of a file that was dropped, or why it can be no prompt. */
export async function readTextFile(
  file: File,
): Promise<{ ok: true; text: string } | { ok: false; problem: string }> {
  const { name } = file;
  const tooLong = { ok: false as const, problem: t`${name} is too long for a prompt.` };
  if (file.size > maxPromptLength * maxBytesPerCharacter) return tooLong;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    if (text.length > maxPromptLength) return tooLong;
    if (!text.includes("\0")) return { ok: true, text };
  } catch {
    // Not UTF-8, a folder, or gone by now.
  }
  return { ok: false, problem: t`${name} is no text that can be read.` };
}
