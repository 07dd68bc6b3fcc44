import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Bot, FolderGit2, LayoutDashboard, Settings, type LucideIcon } from "lucide-react";

/** The pages that the frame leads to. */
export interface Place {
  to: "/" | "/repositories" | "/agents" | "/settings";
  label: MessageDescriptor;
  Icon: LucideIcon;
  keys: string;
}

export const places: readonly Place[] = [
  { to: "/", label: msg`Overview`, Icon: LayoutDashboard, keys: "g o" },
  { to: "/repositories", label: msg`Repositories`, Icon: FolderGit2, keys: "g r" },
  { to: "/agents", label: msg`Agents`, Icon: Bot, keys: "g a" },
  { to: "/settings", label: msg`Settings`, Icon: Settings, keys: "g ," },
];
