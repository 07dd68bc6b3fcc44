import { t } from "@lingui/core/macro";
import { Page } from "../ui/page.tsx";

/** What the person can set. */
export function SettingsPage() {
  return <Page title={t`Settings`}>{null}</Page>;
}
