import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Keys } from "../../ui/keys.tsx";
import { diffKeys } from "../git/use-diff-keys.ts";
import { keysOf } from "../shell/command-keys.ts";
import { commandSections, sectionWord } from "../shell/command-sections.ts";
import { useCurrentCommands } from "../shell/commands.ts";
import { pageKeys } from "./page-keys.ts";
import { SettingsPart } from "./settings-part.tsx";

interface KeyRow {
  id: string;
  label: string;
  keys: readonly string[];
}

/** The keys of every page, by what they belong to. */
export function KeyboardSection() {
  const live = useCurrentCommands()
    .map(({ id, label, section, keys }) => ({ id, label, section, keys: keysOf({ keys }) }))
    .filter(({ keys }) => keys.length > 0);
  const ids = new Set(live.map(({ id }) => id));
  const all = [...live, ...pageKeys().filter(({ id }) => !ids.has(id))];
  const groups = commandSections
    .map((section) => ({ section, rows: all.filter((row) => row.section === section) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <SettingsPart
      id="keys"
      title={t`Keys`}
      description={
        <Trans>
          Single letters work where nobody types. On every page <Keys keys="?" /> shows its keys,
          and <Keys keys="mod+k" /> has everything that can be done there.
        </Trans>
      }
    >
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-2">
        {groups.map(({ section, rows }) => (
          <KeyTable key={section} title={sectionWord(section)} rows={rows} />
        ))}
        <KeyTable
          title={sectionWord("changes")}
          rows={diffKeys().map(([keys, label]) => ({ id: keys, label, keys: [keys] }))}
        />
      </div>
    </SettingsPart>
  );
}

function KeyTable({ title, rows }: { title: string; rows: readonly KeyRow[] }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h4 className="mb-1 text-sm font-medium">{title}</h4>
      <dl className="divide-y rounded-md border bg-surface">
        {rows.map(({ id, label, keys }) => (
          <div
            key={id}
            className="flex min-h-8 items-center justify-between gap-4 px-3 py-1 text-sm"
          >
            <dt className="min-w-0 text-ink-2 first-letter:uppercase">{label}</dt>
            <dd>
              <Keys keys={keys[0] ?? ""} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
