import type { CloneAuthKind, CloneCredentials } from "@signalbox/shared";
import { ShieldCheck } from "lucide-react";
import { useId, type FormEvent } from "react";
import { Button } from "../../../ui/button.tsx";
import type { CloneProblem } from "./clone-problem.ts";
import { FilePathField, SecretField, UserField } from "./credential-fields.tsx";
import { credentialsOf } from "./credentials-of.ts";

const titles: Record<CloneAuthKind, string> = {
  github_token: "A GitHub token",
  password: "Who you are",
  ssh_key: "The SSH key to use",
  ssh_passphrase: "The passphrase of your SSH key",
  ssh_password: "The account on the host",
};

/**
 * Asks for exactly what the host, or the key, wants. What is typed lives in the browser's own fields until it is sent, and is
 * cleared with that: it is in no state of the page, no address and no cache.
 */
export function CredentialsForm({
  kind,
  problem,
  isPending,
  onGiven,
}: {
  kind: CloneAuthKind;
  problem: CloneProblem;
  isPending: boolean;
  onGiven: (credentials: CloneCredentials) => void;
}) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const credentials = credentialsOf(kind, new FormData(form));
    for (const field of form.querySelectorAll<HTMLInputElement>("input[type=password]")) {
      field.value = "";
    }
    onGiven(credentials);
  };
  return (
    <form
      aria-labelledby={id}
      autoComplete="off"
      onSubmit={submit}
      className="flex min-w-0 flex-col gap-3 rounded-md border px-4 py-3"
    >
      <p id={id} className="font-medium">
        {titles[kind]}
      </p>
      <Fields kind={kind} problem={problem} />
      <p className="flex gap-1.5 text-xs text-ink-3">
        <ShieldCheck aria-hidden className="size-4 shrink-0" />
        It goes from this page to the server on this computer, and from there to git and{" "}
        {problem.host ?? "the host"}, for this one clone. It is stored nowhere: not in Signalbox,
        not in the repository, not in a log.
      </p>
      <Button type="submit" variant="primary" pending={isPending} className="self-start">
        {isPending ? "Beginning…" : "Clone with it"}
      </Button>
    </form>
  );
}

function Fields({ kind, problem }: { kind: CloneAuthKind; problem: CloneProblem }) {
  const isWrong = problem.rejected;
  switch (kind) {
    case "github_token":
      return (
        <SecretField
          name="secret"
          label="Token"
          isWrong={isWrong}
          description={
            <>
              Fine-grained with “Contents: read” for the repository, or classic with “repo”.{" "}
              <a
                href="https://github.com/settings/tokens"
                target="_blank"
                rel="noreferrer"
                className="font-medium text-accent underline"
              >
                Make one on GitHub
              </a>
            </>
          }
        />
      );
    case "password":
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <UserField
            description="Empty when a token is all there is."
            defaultValue={userOf(problem.url)}
            isRequired={false}
          />
          <SecretField
            name="secret"
            label="Password or token"
            description="As the host gave it."
            isWrong={isWrong}
          />
        </div>
      );
    case "ssh_key":
      return (
        <>
          <FilePathField isRequired />
          <SecretField
            name="secret"
            label="Passphrase"
            description="Empty when the key has none."
            isWrong={false}
            isRequired={false}
          />
        </>
      );
    case "ssh_passphrase":
      return (
        <>
          <SecretField name="secret" label="Passphrase" isWrong={isWrong} />
          <FilePathField isRequired={false} />
        </>
      );
    case "ssh_password":
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <UserField defaultValue={userOf(problem.url)} isRequired />
          <SecretField name="secret" label="Password" isWrong={isWrong} />
        </div>
      );
  }
}

/** The user that an address names: `git` of `git@host:path`. */
function userOf(url: string): string {
  return /^(?:[a-z]+:\/\/)?([^@/:]+)@/i.exec(url)?.[1] ?? "";
}
