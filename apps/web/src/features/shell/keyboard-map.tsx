import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Keys } from "../../ui/keys.tsx";
import { keysOf } from "./command-keys.ts";
import { commandSections, sectionWord } from "./command-sections.ts";
import { useCurrentCommands, type Command } from "./commands.ts";

/** More ways than this are shown as a range: the first and the last. */
const mostWays = 4;

/** Every key of what is in view, by section. */
export function KeyboardMap() {
  const withKeys = useCurrentCommands().filter((command) => keysOf(command).length > 0);
  // Of two with one id the inner one counts, as for the keys themselves.
  const commands = [...new Map(withKeys.map((command) => [command.id, command])).values()];
  const sections = commandSections
    .map((section) => ({ section, own: commands.filter((one) => one.section === section) }))
    .filter(({ own }) => own.length > 0);
  return (
    <div className="columns-[20rem] gap-8">
      {sections.map(({ section, own }) => (
        <section key={section} className="mb-5 break-inside-avoid">
          <h3 className="mb-1.5 text-sm font-semibold">{sectionWord(section)}</h3>
          <dl className="flex flex-col gap-1.5 text-sm">
            {own.map((command) => (
              <div key={command.id} className="flex items-baseline justify-between gap-4">
                <dt className="text-ink-2">{command.label}</dt>
                <dd className="flex shrink-0 flex-wrap justify-end gap-1.5">
                  <Ways command={command} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Ways({ command }: { command: Command }) {
  const ways = keysOf(command);
  const [first = "", last = ""] = [ways[0], ways.at(-1)];
  if (ways.length > mostWays) {
    return (
      <>
        <Keys keys={first} />
        <span className="text-ink-3" aria-label={t`to`}>
          …
        </span>
        <Keys keys={last} />
      </>
    );
  }
  return ways.map((keys, index) => (
    <span key={keys} className="flex items-baseline gap-1.5">
      {index > 0 && (
        <span className="text-xs text-ink-3">
          <Trans>or</Trans>
        </span>
      )}
      <Keys keys={keys} />
    </span>
  ));
}
