import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { NotFound } from "../ui/not-found.tsx";
import { Page } from "../ui/page.tsx";

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <NotFound title={t`Nothing here`} to="/" link={t`To the overview`}>
      <Trans>This address leads to no page of Signalbox.</Trans>
    </NotFound>
  );
}

/** A defect in the page itself. */
export function CrashPage({ error }: { error: unknown }) {
  return (
    <Page title={t`This page broke`}>
      <Notice level="error" alert>
        <p className="font-medium">{error instanceof Error ? error.message : String(error)}</p>
        <p className="text-ink-2">
          <Trans>
            That is a defect in the page; runs are not touched by it. Loading the page again usually
            helps.
          </Trans>
        </p>
      </Notice>
      <p>
        <button
          type="button"
          className={buttonClass()}
          onClick={() => globalThis.location.reload()}
        >
          <Trans>Load again</Trans>
        </button>
      </p>
    </Page>
  );
}
