import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { Settings } from "@signalbox/shared";
import { FolderSearch } from "lucide-react";
import { useState, type FormEvent } from "react";
import { issueAt, problemOf } from "../../../lib/errors.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { NumberField } from "../../../ui/field.tsx";
import { LinesField } from "../../../ui/lines-field.tsx";
import { FormProblem, QueryProblem } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { checkPlaces, draftOfPlaces } from "./places-draft.ts";
import type { ScanPlaces } from "./use-scan.ts";

interface Props {
  isGoing: boolean;
  /** Whether there was a scan already. */
  isAgain: boolean;
  onStart: (places: ScanPlaces) => void;
  onStop: () => void;
}

/** Where to look and how deep: from the settings, for this once or from now on. */
export function ScanPlacesForm(props: Props) {
  const settings = trpc.settings.get.useQuery();
  if (settings.isError) {
    return <QueryProblem error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  return settings.data ? (
    <Loaded {...props} settings={settings.data} />
  ) : (
    <Skeleton className="h-16" />
  );
}

function Loaded({
  settings: { scanDirectories, scanDepth },
  isGoing,
  isAgain,
  onStart,
  onStop,
}: Props & { settings: Pick<Settings, "scanDirectories" | "scanDepth"> }) {
  const [draft, setDraft] = useState(() => draftOfPlaces(scanDirectories, scanDepth));
  const [isOpen, setIsOpen] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const utils = trpc.useUtils();
  const save = trpc.settings.update.useMutation({
    onSuccess: (settings) => utils.settings.get.setData(undefined, settings),
  });
  const { places, issues } = checkPlaces(draft);
  const directories = draft.directories.map(({ text }) => text).join(", ");
  const shownIssues = isChecked || isOpen ? issues : [];
  const isDefault =
    places !== null &&
    places.depth === scanDepth &&
    JSON.stringify(places.directories) === JSON.stringify(scanDirectories);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (places) onStart(places);
    else setIsOpen(true);
  };
  const change = (next: typeof draft) => {
    setDraft(next);
    if (!save.isIdle) save.reset();
  };

  return (
    <form
      noValidate
      aria-label={t`Where to look`}
      onSubmit={submit}
      className="flex flex-col gap-2"
    >
      <Disclosure
        open={isOpen}
        onToggle={setIsOpen}
        summary={
          <span className="min-w-0 truncate">
            <Trans>
              Look <Plural value={Number(draft.depth) || 0} one="# folder" other="# folders" /> deep
              in <span className="font-mono text-xs">{directories}</span>
            </Trans>
          </span>
        }
      >
        <div className="flex flex-col gap-3 py-2 pl-5">
          <LinesField
            legend={t`Directories`}
            description={t`Whole paths; ~ is your home folder.`}
            lines={draft.directories}
            nameOf={(index) => t`Directory ${index + 1}`}
            errorOf={(index) =>
              issueAt(shownIssues, index === null ? "directories" : `directories.${index}`)
            }
            addLabel={t`Add a directory`}
            onChange={(directories) => change({ ...draft, directories })}
          />
          <NumberField
            label={t`Folders deep`}
            description={t`How far below each directory. It never looks into repositories, hidden folders and node_modules.`}
            error={issueAt(shownIssues, "depth")}
            min={0}
            max={20}
            value={draft.depth}
            onChange={(depth) => change({ ...draft, depth })}
            className="max-w-sm"
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button
              size="sm"
              disabled={places === null || isDefault}
              pending={save.isPending}
              onClick={() =>
                places &&
                save.mutate({ scanDirectories: places.directories, scanDepth: places.depth })
              }
            >
              <Trans>Save as default</Trans>
            </Button>
            <p role="status" className="text-xs text-ink-3">
              {save.isSuccess ? t`Saved.` : isDefault ? t`This is the default.` : ""}
            </p>
          </div>
          <FormProblem
            problem={save.isError ? problemOf(save.error) : null}
            isAtField={() => false}
          />
        </div>
      </Disclosure>
      <div className="flex gap-2">
        <Button
          type="submit"
          variant={isAgain ? "secondary" : "primary"}
          pending={isGoing}
          // The first thing that whoever came here wants to do.
          autoFocus={!isAgain}
        >
          <FolderSearch aria-hidden className="size-4" />
          {isGoing ? t`Looking…` : isAgain ? t`Look again` : t`Look for repositories`}
        </Button>
        {isGoing && (
          <Button onClick={onStop}>
            <Trans>Stop looking</Trans>
          </Button>
        )}
      </div>
    </form>
  );
}
