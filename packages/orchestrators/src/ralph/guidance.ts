import type { RunContext } from "../contract.ts";

/** The note holds 32 KiB for a whole run: of a longer text its beginning is noted. Characters. */
const maxNotedLength = 4000;

/** What the person says while the run goes on, on its way to the agent. One for a run. */
export interface GuidanceDesk {
  /** Texts that no turn was told that ended well; the turn that begins now is told them. */
  beginTurn(iteration: number): readonly string[];
  /** The turn's own way to pass guidance on, see `AgentTurn.onGuidance`. */
  onTurn(deliver: (text: string) => boolean): void;
  /** What the turn was told is dealt with when it ended well; otherwise the next one is told it again. */
  endTurn(succeeded: boolean): void;
  /** How many texts the next turn is to be told. */
  waiting(): number;
  /** What the progress note is to say of texts that came since the last call: whole lines, or nothing. */
  takeNotes(): string;
}

/** Begins to listen; each text is told in a `guidance` event when it comes. */
export function createGuidanceDesk(context: RunContext): GuidanceDesk {
  let texts: { text: string; told: boolean }[] = [];
  let notes = "";
  let iteration: number | undefined;
  let deliver: (text: string) => boolean = () => false;

  context.guidance.listen((text) => {
    const told = deliver(text);
    texts.push({ text, told });
    notes += noteOf(text, iteration);
    const delivery = told ? "turn" : "next_iteration";
    context.emit({ type: "guidance", iteration, text, delivery });
  });
  return {
    beginTurn(current) {
      iteration = current;
      for (const entry of texts) entry.told = true;
      return texts.map(({ text }) => text);
    },
    onTurn(way) {
      deliver = way;
    },
    endTurn(succeeded) {
      deliver = () => false;
      if (succeeded) texts = texts.filter(({ told }) => !told);
      else for (const entry of texts) entry.told = false;
    },
    waiting: () => texts.length,
    takeNotes() {
      const taken = notes;
      notes = "";
      return taken;
    },
  };
}

function noteOf(text: string, iteration: number | undefined): string {
  const when = iteration === undefined ? "before the work began" : `in iteration ${iteration}`;
  const noted = text.length > maxNotedLength ? `${text.slice(0, maxNotedLength)}…` : text;
  return `- The person said ${when}:\n${quote(noted)}\n`;
}

/** A text as a quotation: no line of it can be taken for anybody else's. */
export function quote(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
