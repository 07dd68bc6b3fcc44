import { trpc } from "../../lib/trpc.ts";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { t } from "@lingui/core/macro";
import { NotificationSettings } from "../notifications/notification-settings.tsx";
import { AboutSection } from "./about-section.tsx";
import { AgentsSection } from "./agents-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { KeyboardSection } from "./keyboard-section.tsx";
import { LimitsSection } from "./limits-section.tsx";
import { NewSessionsSection } from "./new-sessions-section.tsx";
import { RepositoriesSection } from "./repositories-section.tsx";
import { RetentionSection } from "./retention-section.tsx";
import type { SectionId } from "./sections.ts";
import type { StoredSettings } from "./use-save-settings.ts";

/** What can be set in one section. */
export function SectionContent({ section }: { section: SectionId }) {
  const settings = trpc.settings.get.useQuery();
  switch (section) {
    case "appearance":
      return <AppearanceSection />;
    case "agents":
      return <AgentsSection />;
    case "notifications":
      return <NotificationSettings />;
    case "keyboard":
      return <KeyboardSection />;
    case "about":
      return <AboutSection />;
    case "new-sessions":
    case "limits":
    case "repositories":
    case "retention":
      if (settings.isLoadingError) {
        return <QueryProblem error={settings.error} onRetry={() => void settings.refetch()} />;
      }
      return settings.data ? <Stored section={section} settings={settings.data} /> : <Loading />;
  }
}

/** The sections whose settings the server keeps. */
function Stored({
  section,
  settings,
}: {
  section: "new-sessions" | "limits" | "repositories" | "retention";
  settings: StoredSettings;
}) {
  switch (section) {
    case "new-sessions":
      return <NewSessionsSection settings={settings} />;
    case "limits":
      return <LimitsSection settings={settings} />;
    case "repositories":
      return <RepositoriesSection settings={settings} />;
    case "retention":
      return <RetentionSection settings={settings} />;
  }
}

function Loading() {
  return (
    <>
      <LoadingWords what={t`settings`} />
      <Skeleton className="h-80" />
    </>
  );
}
