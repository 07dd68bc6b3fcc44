import { pi } from "../setups/pi.ts";
import { describeAgent } from "./every-agent.ts";

describeAgent(pi);
