import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { searchToOpen, type NewSessionStart } from "./new-session-search.ts";

/** A link that opens the new-session window on the page in view; in a tab of its own it opens there. */
export function NewSessionLink({
  start = {},
  className,
  children,
  ...aria
}: {
  start?: NewSessionStart;
  className?: string;
  children: ReactNode;
  "aria-label"?: string;
  "aria-keyshortcuts"?: string;
}) {
  return (
    <Link
      to="."
      search={(now) => searchToOpen(now, start)}
      state={{ newSessionOpened: true }}
      className={className}
      {...aria}
    >
      {children}
    </Link>
  );
}
