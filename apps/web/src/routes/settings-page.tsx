import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link, useParams } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { SectionContent } from "../features/settings/section-content.tsx";
import { sectionIdSchema, sections } from "../features/settings/sections.ts";
import { SettingsNav } from "../features/settings/settings-nav.tsx";
import { UnsavedGuard } from "../features/settings/unsaved.tsx";
import { cn } from "../lib/cn.ts";
import { Page } from "../ui/page.tsx";

/** What the person can set, a section at a time. On a phone the sections come first, and one of them on a page of its own. */
export function SettingsPage() {
  const { section: wanted } = useParams({ strict: false });
  const isList = wanted === undefined;
  const known = sectionIdSchema.safeParse(wanted ?? "appearance");
  const current = sections.find(({ id }) => id === known.data);
  return (
    <Page title={t`Settings`}>
      <UnsavedGuard>
        <div className="grid items-start gap-x-10 md:grid-cols-[13rem_minmax(0,1fr)]">
          <div className={cn("md:sticky md:top-0", !isList && "max-md:hidden")}>
            <SettingsNav current={current?.id ?? null} />
          </div>
          <div className={cn("flex min-w-0 flex-col gap-4", isList && "max-md:hidden")}>
            <Link
              to="/settings"
              className="flex h-8 items-center gap-1 self-start text-sm font-medium text-accent md:hidden"
            >
              <ChevronLeft aria-hidden className="size-4" />
              <Trans>All settings</Trans>
            </Link>
            {current ? (
              <>
                <h2 className="text-lg font-semibold">{i18n._(current.label)}</h2>
                <SectionContent section={current.id} />
              </>
            ) : (
              <p className="text-ink-2">
                <Trans>There is no such section.</Trans>
              </p>
            )}
          </div>
        </div>
      </UnsavedGuard>
    </Page>
  );
}
