import type { AgentAdapter } from "./contract.ts";
import type { AgentProgram } from "./program.ts";

interface AdapterParts extends Omit<AgentAdapter, "supported" | "refuse"> {
  /** The program that the person installs; missing for a command of the person's own. */
  program?: AgentProgram | undefined;
  /** Arguments that the adapter needs for itself. */
  reservedArgs: readonly string[];
}

/** An adapter that refuses what its agent has no choice of, and arguments that it sets itself. */
export function createAdapter({ program, reservedArgs, ...agent }: AdapterParts): AgentAdapter {
  const { name } = agent;
  const { model, efforts } = agent.abilities;
  return {
    ...agent,
    supported: program === undefined ? null : `${program.minVersion} or newer`,
    refuse(options) {
      if (options.model !== null && !model) return `${name} has no choice of models here.`;
      if (options.effort !== null && !efforts.includes(options.effort)) {
        return efforts.length === 0
          ? `${name} has no choice of efforts here.`
          : `${name} does not know the effort "${options.effort}": use ${efforts.join(", ")}.`;
      }
      const reserved = options.args.find((given) => reservedArgs.some((own) => is(given, own)));
      return reserved === undefined ? null : `Signalbox sets the argument ${reserved} itself.`;
    },
  };
}

/** Whether an argument is `own`, also with its value behind it: `--own=value`, `-ovalue`. */
function is(given: string, own: string): boolean {
  return given === own || given.startsWith(/^-[^-]$/.test(own) ? own : `${own}=`);
}
