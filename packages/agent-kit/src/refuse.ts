import type { AgentAdapter } from "./contract.ts";

/** What there is to choose of an agent, and what must be left to its adapter. */
interface Choices {
  name: string;
  model: boolean;
  efforts: readonly string[];
  /** Arguments that the adapter needs for itself. */
  reservedArgs: readonly string[];
}

/** Tells why options cannot be used with an agent: a choice that it does not have, or an argument that its adapter sets. */
export function createRefusal({
  name,
  model,
  efforts,
  reservedArgs,
}: Choices): AgentAdapter["refuse"] {
  return (options) => {
    if (options.model !== null && !model) return `${name} has no choice of models here.`;
    if (options.effort !== null && !efforts.includes(options.effort)) {
      return efforts.length === 0
        ? `${name} has no choice of efforts here.`
        : `${name} does not know the effort "${options.effort}": use ${efforts.join(", ")}.`;
    }
    const reserved = options.args.find((given) =>
      reservedArgs.some((own) => given === own || given.startsWith(`${own}=`)),
    );
    return reserved === undefined ? null : `Signalbox sets the argument ${reserved} itself.`;
  };
}
