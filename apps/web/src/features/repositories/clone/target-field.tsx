import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { problemOf } from "../../../lib/errors.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Field, Input } from "../../../ui/field.tsx";
import type { Target } from "./use-target.ts";

/** The folder for the clone: proposed with a name that is free, until the person chooses another. */
export function TargetField({
  target: { proposed, parent, error, suggestion },
  directory,
  onChange,
}: {
  target: Target;
  /** What the person chose; null for the proposed one. */
  directory: string | null;
  onChange: (directory: string | null) => void;
}) {
  const value = directory ?? proposed ?? "";
  return (
    <div className="flex flex-col gap-1">
      <Field
        label={t`Folder`}
        description={t`A new folder, or an empty one. Nothing that is there already is touched.`}
        error={error?.message}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            placeholder={parent ? `${parent}/name` : undefined}
            value={value}
            onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
            className="font-mono"
          />
        )}
      </Field>
      <div className="flex min-h-5 flex-wrap items-center gap-x-4 gap-y-1 text-xs">
        {suggestion && (
          <button
            type="button"
            className="text-left font-medium text-accent underline [overflow-wrap:anywhere]"
            onClick={() => onChange(suggestion)}
          >
            <Trans>Use {suggestion}</Trans>
          </button>
        )}
        {directory !== null && (
          <button
            type="button"
            className="font-medium text-accent underline"
            onClick={() => onChange(null)}
          >
            <Trans>Back to the proposed folder</Trans>
          </button>
        )}
        {directory !== null && !error && <KeepParent directory={directory} parent={parent} />}
      </div>
    </div>
  );
}

/** Make the folder around the chosen one that for all clones to come. */
function KeepParent({ directory, parent }: { directory: string; parent: string | undefined }) {
  const utils = trpc.useUtils();
  const save = trpc.settings.update.useMutation({
    onSuccess: (settings) => utils.settings.get.setData(undefined, settings),
  });
  const above = directory.replace(/\/+[^/]*\/*$/, "") || "/";
  if (save.isSuccess && parent === above) {
    return (
      <p role="status" className="text-ok">
        <Trans>Clones go to {above} from now on.</Trans>
      </p>
    );
  }
  if (!/^[/~]/.test(above) || above === parent) return null;
  return (
    <>
      <button
        type="button"
        disabled={save.isPending}
        className="text-left font-medium text-accent underline [overflow-wrap:anywhere]"
        onClick={() => save.mutate({ cloneDirectory: above })}
      >
        <Trans>Make {above} the folder for clones</Trans>
      </button>
      {save.isError && <span className="text-bad">{problemOf(save.error).message}</span>}
    </>
  );
}
