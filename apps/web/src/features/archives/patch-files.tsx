import { Plural, Trans } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Notice } from "../../ui/notice.tsx";
import { FileDiff } from "../git/file-diff.tsx";
import { FilePath } from "../git/file-path.tsx";
import { hunksOf, lineCountOf, splitPatch } from "../git/patch.ts";

/** More files than this begin closed: drawing them all at once would hold the page up. */
const maxOpenFiles = 12;
/** Longer diffs are drawn when asked for. */
const maxLinesAtOnce = 800;

/** A unified diff to be read, file by file. */
export function PatchFiles({ patch, truncated }: { patch: string; truncated: boolean }) {
  const sections = useMemo(() => [...splitPatch(patch)], [patch]);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {truncated && (
        <Notice level="info">
          <Trans>The diff is long: only its first files are shown here.</Trans>
        </Notice>
      )}
      {sections.length === 0 && (
        <p className="text-sm text-ink-2">
          <Trans>No file differs.</Trans>
        </p>
      )}
      {sections.map(([path, section]) => (
        <PatchFile
          key={path}
          path={path}
          section={section}
          isOpen={sections.length <= maxOpenFiles}
        />
      ))}
    </div>
  );
}

function PatchFile({ path, section, isOpen }: { path: string; section: string; isOpen: boolean }) {
  const [open, setOpen] = useState(isOpen);
  return (
    <section aria-label={path} className="rounded-md border bg-surface">
      <Disclosure
        open={open}
        onToggle={setOpen}
        summaryClassName="px-2 py-1.5"
        summary={<FilePath path={path} />}
      >
        <div className="overflow-hidden rounded-b-md border-t">
          <Body path={path} section={section} />
        </div>
      </Disclosure>
    </section>
  );
}

function Body({ path, section }: { path: string; section: string }) {
  const hunks = useMemo(() => hunksOf(section), [section]);
  const lines = lineCountOf(hunks);
  const [isAsked, setAsked] = useState(lines <= maxLinesAtOnce);
  if (hunks.length === 0) {
    return (
      <p className="px-3 py-2 text-xs text-ink-2">
        <Trans>A binary file, or only its name or mode changed: there are no lines to show.</Trans>
      </p>
    );
  }
  if (!isAsked) {
    return (
      <div className="p-2">
        <Button size="sm" onClick={() => setAsked(true)}>
          <Trans>
            Show <Plural value={lines} one="# line" other="# lines" />
          </Trans>
        </Button>
      </div>
    );
  }
  return <FileDiff hunks={hunks} path={path} />;
}
