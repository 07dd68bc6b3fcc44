import { plural, t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { shortCommit } from "../../lib/format.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Textarea } from "../../ui/field.tsx";
import { FormProblem, Notice } from "../../ui/notice.tsx";
import { FilePath } from "./file-path.tsx";

/** More files than this are committed together, or by their folders with git itself. */
const maxListed = 500;

/** Commits what is not committed: all of it, or chosen files. */
export function CommitDialog({
  sessionId,
  uncommitted,
  blocked,
  onClose,
}: {
  sessionId: string;
  uncommitted: readonly { path: string; code: string }[];
  /** Why it cannot be done now, in words. */
  blocked: string | null;
  onClose: () => void;
}) {
  const utils = trpc.useUtils();
  const [message, setMessage] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isAsked, setAsked] = useState(false);
  const commit = trpc.git.commit.useMutation({
    onSuccess: async (made) => {
      toast.success(t`Committed as ${shortCommit(made.commit)}.`, {
        description: t`${plural(made.filesChanged, { one: "# file", other: "# files" })}: ${made.subject}`,
      });
      onClose();
      await utils.git.invalidate();
    },
  });
  const chosen = uncommitted.filter(({ path }) => !left.has(path));
  const messageError = isAsked && message.trim() === "" ? t`Say what the commit does.` : null;
  const filesError = isAsked && chosen.length === 0 ? t`Choose at least one file.` : null;
  const toggle = (path: string) => {
    const next = new Set(left);
    if (!next.delete(path)) next.add(path);
    setLeft(next);
  };
  const submit = () => {
    setAsked(true);
    if (message.trim() === "" || chosen.length === 0 || blocked !== null) return;
    const paths = left.size === 0 ? undefined : chosen.map(({ path }) => path);
    commit.mutate({ sessionId, message, paths });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Commit`} isWide>
      <form
        noValidate
        className="flex min-h-0 flex-col gap-4"
        onKeyDown={submitOnCtrlEnter}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {blocked !== null && <Notice level="info">{blocked}</Notice>}
        <Field label={t`Message`} error={messageError}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="flex min-h-0 min-w-0 flex-col gap-1">
          <legend className="mb-1 flex w-full items-center gap-2 text-sm font-medium">
            <span className="flex-1">
              <Trans>
                {chosen.length} of{" "}
                <Plural value={uncommitted.length} one="# file" other="# files" />
              </Trans>
            </span>
            <Button
              size="sm"
              variant="ghost"
              onClick={() =>
                setLeft(left.size === 0 ? new Set(uncommitted.map(({ path }) => path)) : new Set())
              }
            >
              {left.size === 0 ? t`Choose none` : t`Choose all`}
            </Button>
          </legend>
          <ul className="max-h-64 overflow-y-auto rounded-md border">
            {uncommitted.slice(0, maxListed).map(({ path, code }) => (
              <li key={path}>
                <label className="flex items-center gap-2 px-2 py-1 hover:bg-sunken">
                  <input
                    type="checkbox"
                    checked={!left.has(path)}
                    onChange={() => toggle(path)}
                    className="size-4 shrink-0 accent-(--accent)"
                  />
                  <FilePath path={path} />
                  <span className="font-mono text-xs text-ink-3" title={codeWords(code)}>
                    {codeWords(code)}
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {uncommitted.length > maxListed && (
            <p className="text-xs text-ink-3">
              <Trans>
                <Plural
                  value={uncommitted.length - maxListed}
                  one="# more file"
                  other="# more files"
                />{" "}
                not listed; they are committed, too, unless you choose none.
              </Trans>
            </p>
          )}
          {filesError && <p className="text-xs text-bad">{filesError}</p>}
        </fieldset>
        <FormProblem problem={commit.isError ? problemOf(commit.error) : null} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            type="submit"
            variant="primary"
            pending={commit.isPending}
            disabled={blocked !== null}
          >
            {commit.isPending ? t`Committing…` : t`Commit`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Git's two letters for an uncommitted file in a word. */
function codeWords(code: string): string {
  if (code.includes("?") || code.includes("A")) return t`new`;
  if (code.includes("D")) return t`deleted`;
  if (code.includes("R")) return t`renamed`;
  if (code.includes("U")) return t`unmerged`;
  return t`modified`;
}
