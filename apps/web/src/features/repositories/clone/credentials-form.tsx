import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { CloneAuthKind, CloneCredentials } from "@signalbox/shared";
import { ShieldCheck } from "lucide-react";
import { useId, useLayoutEffect, useRef, type FormEvent } from "react";
import { Button } from "../../../ui/button.tsx";
import type { CloneProblem } from "./clone-problem.ts";
import { FilePathField, SecretField, UserField } from "./credential-fields.tsx";
import type { Remembered } from "./followed-clone.tsx";
import { credentialsOf } from "./credentials-of.ts";

const titles: Record<CloneAuthKind, MessageDescriptor> = {
  github_token: msg`A GitHub token`,
  password: msg`Who you are`,
  ssh_key: msg`The SSH key to use`,
  ssh_passphrase: msg`The passphrase of your SSH key`,
  ssh_password: msg`The account on the host`,
};

/**
 * Asks for exactly what the host, or the key, wants. What is typed lives in the browser's own fields until it is sent, and is
 * cleared with that: it is in no state of the page, no address and no cache.
 */
export function CredentialsForm({
  kind,
  problem,
  remembered,
  isPending,
  onGiven,
}: {
  kind: CloneAuthKind;
  problem: CloneProblem;
  remembered: Remembered;
  isPending: boolean;
  onGiven: (credentials: CloneCredentials) => void;
}) {
  const id = useId();
  const place = problem.host ?? t`the host`;
  const form = useRef<HTMLFormElement>(null);
  // The first field that is still empty is what there is to do. With the drawing itself, or the window would take the focus.
  useLayoutEffect(() => {
    const fields = [...(form.current?.querySelectorAll("input") ?? [])];
    fields.find(({ value }) => value === "")?.focus();
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const credentials = credentialsOf(kind, new FormData(event.currentTarget));
    const secrets = event.currentTarget.querySelectorAll<HTMLInputElement>("input[type=password]");
    for (const field of secrets) field.value = "";
    onGiven(credentials);
  };
  return (
    <form
      ref={form}
      aria-labelledby={id}
      autoComplete="off"
      onSubmit={submit}
      className="flex min-w-0 flex-col gap-3 rounded-md border px-4 py-3"
    >
      <p id={id} className="font-medium">
        {i18n._(titles[kind])}
      </p>
      <Fields kind={kind} problem={problem} remembered={remembered} />
      <p className="flex gap-1.5 text-xs text-ink-3">
        <ShieldCheck aria-hidden className="size-4 shrink-0" />
        <Trans>
          It goes from this page to the server on this computer, and from there to git and {place},
          for this one clone. It is stored nowhere: not in Signalbox, not in the repository, not in
          a log.
        </Trans>
      </p>
      <Button type="submit" variant="primary" pending={isPending} className="self-start">
        {isPending ? t`Beginning…` : t`Clone with it`}
      </Button>
    </form>
  );
}

function Fields({
  kind,
  problem,
  remembered: { username = userOf(problem.url), keyPath },
}: {
  kind: CloneAuthKind;
  problem: CloneProblem;
  remembered: Remembered;
}) {
  const isWrong = problem.rejected;
  switch (kind) {
    case "github_token":
      return (
        <SecretField
          name="secret"
          label={t`Token`}
          isWrong={isWrong}
          description={
            <Trans>
              Fine-grained with “Contents: read” for the repository, or classic with “repo”.{" "}
              <a
                href="https://github.com/settings/tokens"
                target="_blank"
                rel="noreferrer"
                className="font-medium text-accent underline"
              >
                Make one on GitHub
              </a>
            </Trans>
          }
        />
      );
    case "password":
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <UserField
            description={t`Empty when a token is all there is.`}
            defaultValue={username}
            isRequired={false}
          />
          <SecretField
            name="secret"
            label={t`Password or token`}
            description={t`As the host gave it.`}
            isWrong={isWrong}
          />
        </div>
      );
    case "ssh_key":
      return (
        <>
          <FilePathField defaultValue={keyPath} isRequired />
          <SecretField
            name="secret"
            label={t`Passphrase`}
            description={t`Empty when the key has none.`}
            isWrong={false}
            isRequired={false}
          />
        </>
      );
    case "ssh_passphrase":
      return (
        <>
          <SecretField name="secret" label={t`Passphrase`} isWrong={isWrong} />
          <FilePathField defaultValue={keyPath} isRequired={false} />
        </>
      );
    case "ssh_password":
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <UserField defaultValue={username} isRequired />
          <SecretField name="secret" label={t`Password`} isWrong={isWrong} />
        </div>
      );
  }
}

/** The user that an address names: `git` of `git@host:path`. */
function userOf(url: string): string {
  return /^(?:[a-z]+:\/\/)?([^@/:]+)@/i.exec(url)?.[1] ?? "";
}
