import { gemini } from "../setups/gemini.ts";
import { describeAgent } from "./every-agent.ts";

describeAgent(gemini);
