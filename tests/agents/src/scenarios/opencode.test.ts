import { opencode } from "../setups/opencode.ts";
import { describeAgent } from "./every-agent.ts";

describeAgent(opencode);
