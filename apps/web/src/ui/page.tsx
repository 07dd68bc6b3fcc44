import { useEffect, type ReactNode } from "react";

/** The browser's title while a page is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Signalbox`;
    return () => {
      document.title = "Signalbox";
    };
  }, [title]);
}

/** A page that scrolls as a whole: heading, actions beside it, content. */
export function Page({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useTitle(title);
  return (
    // What has the focus is never below a bar that sticks to the end of the page.
    <div className="h-full scroll-pb-20 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-5 md:px-8 md:py-7">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-xl font-semibold">{title}</h1>
          {actions}
        </div>
        {children}
      </div>
    </div>
  );
}
