/** The longest line of an agent's output that goes into the journal whole: a page cannot show more of one line. 64 KiB. */
export const maxLineBytes = 65_536;
/** How much of an agent's final words is kept to look for the completion promise in. 64 Ki characters. */
export const maxFinalTextLength = 65_536;
