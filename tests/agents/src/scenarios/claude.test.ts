import { claude } from "../setups/claude.ts";
import { describeAgent } from "./every-agent.ts";

describeAgent(claude);
