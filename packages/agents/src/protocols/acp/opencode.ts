import type { AcpAgent } from "@signalbox/agent-kit";
import { besideOpencode } from "./opencode-server.ts";

export const opencodeAgent: AcpAgent = {
  id: "opencode",
  name: "OpenCode",
  description: "The open coding agent for many models.",
  command: ["opencode", "acp"],
  program: {
    name: "opencode",
    npmPackage: "opencode-ai",
    minVersion: "1.18.33",
    login: {
      env: ["OPENCODE_API_KEY", "OPENCODE_AUTH_CONTENT"],
      files: ["${XDG_DATA_HOME:-~/.local/share}/opencode/auth.json"],
      // Providers in its configuration, keys of providers in the environment, or its own free models.
      maybe: ["/"],
      help: ["Run `opencode auth login` in a terminal, or set up a provider in its configuration."],
    },
  },
  env: {
    // Both are merged into the person's own configuration. Titles of sessions nobody reads would be paid for and not counted.
    OPENCODE_PERMISSION: '{"*":"allow"}',
    OPENCODE_CONFIG_CONTENT: '{"agent":{"title":{"disable":true}}}',
    OPENCODE_DISABLE_AUTOUPDATE: "1",
    OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
  },
  inSession: ["model"],
  cost: "reported",
  beside: besideOpencode,
};
