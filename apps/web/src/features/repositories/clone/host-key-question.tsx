import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useId, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { CopyableCode } from "../../../ui/help-steps.tsx";

/** Where the well-known hosts publish the fingerprints of their keys. */
const published: Record<string, string> = {
  "github.com":
    "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/githubs-ssh-key-fingerprints",
  "gitlab.com": "https://docs.gitlab.com/user/gitlab_com/#ssh-host-keys-fingerprints",
  "bitbucket.org": "https://bitbucket.org/site/ssh",
};

/** Whether a host that this computer does not know yet is the right one: only the person can tell. */
export function HostKeyQuestion({
  host,
  hostKey: { fingerprint, type },
  isPending,
  onTrust,
}: {
  host: string | null;
  hostKey: { fingerprint: string; type: string };
  isPending: boolean;
  onTrust: (fingerprint: string) => void;
}) {
  const [isCompared, setIsCompared] = useState(false);
  const id = useId();
  const place = host ?? t`the host`;
  const page = host === null ? undefined : published[host];
  return (
    <form
      aria-labelledby={id}
      className="flex min-w-0 flex-col gap-3 rounded-md border px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        onTrust(fingerprint);
      }}
    >
      <p id={id} className="font-medium">
        <Trans>Is this the key of {place}?</Trans>
      </p>
      <p className="text-sm">
        <span className="text-ink-2">{type} </span>
        <CopyableCode text={fingerprint} />
      </p>
      <p className="text-xs text-ink-3">
        <Trans>Somebody who answers in the place of {place} would have another key.</Trans>{" "}
        {page && (
          <>
            <Trans>
              It publishes its keys{" "}
              <a
                href={page}
                target="_blank"
                rel="noreferrer"
                className="font-medium text-accent underline"
              >
                on a page of its own
              </a>
              .
            </Trans>{" "}
          </>
        )}
        <Trans>
          Once trusted, ssh writes it down in your known_hosts, as it does on the command line.
        </Trans>
      </p>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={isCompared}
          onChange={(event) => setIsCompared(event.target.checked)}
          className="size-4 accent-(--accent)"
        />
        <Trans>I compared it, and it is the same</Trans>
      </label>
      <Button
        type="submit"
        variant="primary"
        disabled={!isCompared}
        pending={isPending}
        className="self-start"
      >
        {isPending ? t`Beginning…` : t`Trust this key and clone`}
      </Button>
    </form>
  );
}
