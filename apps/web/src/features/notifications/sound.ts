import type { RunEnd } from "./preferences.ts";

/** Two notes each, in hertz: up when it went well, down when it did not, level when somebody stopped it. */
const melodies: Record<RunEnd, readonly number[]> = {
  completed: [659.25, 987.77],
  failed: [523.25, 392],
  stopped: [587.33, 587.33],
};
const noteGapS = 0.14;
const noteLengthS = 0.9;
/** As loud as it gets: a full wave would startle. */
const loudest = 0.4;

let context: AudioContext | null = null;

/** Play the short sound for an end of a run; `volume` from 0 to 1. Resolves with whether the browser let it be heard. */
export async function playSound(end: RunEnd, volume: number): Promise<boolean> {
  context ??= new AudioContext();
  // A page that nobody has clicked or typed in yet may not be heard: then this stays suspended.
  if (context.state !== "running") {
    await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 500))]);
  }
  if (context.state !== "running") return false;
  for (const [index, frequency] of melodies[end].entries()) {
    playNote(context, frequency, context.currentTime + index * noteGapS, volume * loudest);
  }
  return true;
}

/** A soft bell: a tone and its octave, gone in less than a second. */
function playNote(audio: AudioContext, frequency: number, atS: number, gain: number): void {
  for (const [overtone, share] of [
    [1, 1],
    [2, 0.25],
  ] as const) {
    const oscillator = new OscillatorNode(audio, { frequency: frequency * overtone });
    const envelope = new GainNode(audio, { gain: 0 });
    envelope.gain.setValueAtTime(0, atS);
    envelope.gain.linearRampToValueAtTime(gain * share, atS + 0.01);
    envelope.gain.exponentialRampToValueAtTime(0.0001, atS + noteLengthS);
    oscillator.connect(envelope).connect(audio.destination);
    oscillator.start(atS);
    oscillator.stop(atS + noteLengthS);
  }
}
