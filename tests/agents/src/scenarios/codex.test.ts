import { codex } from "../setups/codex.ts";
import { describeAgent } from "./every-agent.ts";

describeAgent(codex);
