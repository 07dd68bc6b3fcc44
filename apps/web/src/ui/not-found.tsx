import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "./page.tsx";

/** A page for what is not there: what that may mean, and where to go on. */
export function NotFound({
  title,
  to,
  link,
  children,
}: {
  title: string;
  to: "/" | "/repositories";
  /** The words of the link. */
  link: string;
  children: ReactNode;
}) {
  return (
    <Page title={title}>
      <p className="text-ink-2">{children}</p>
      <p>
        <Link to={to} className="font-medium text-accent underline">
          {link}
        </Link>
      </p>
    </Page>
  );
}
