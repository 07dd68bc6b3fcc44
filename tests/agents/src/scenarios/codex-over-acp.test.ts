import { codexOverAcp } from "../setups/codex.ts";
import { describeAgent } from "./every-agent.ts";

describeAgent(codexOverAcp);
