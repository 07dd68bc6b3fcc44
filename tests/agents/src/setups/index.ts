import { claude, claudeOverAcp } from "./claude.ts";
import { codex, codexOverAcp } from "./codex.ts";
import { gemini } from "./gemini.ts";
import { opencode } from "./opencode.ts";
import { pi } from "./pi.ts";
import type { AgentSetup } from "./setup.ts";

/** Every agent in its usual way. */
export const usualSetups: readonly AgentSetup[] = [claude, codex, opencode, gemini, pi];

/** Agents that can be driven over the Agent Client Protocol when the person says so. */
export const acpSetups: readonly AgentSetup[] = [claudeOverAcp, codexOverAcp];
