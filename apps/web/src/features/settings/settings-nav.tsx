import { i18n } from "@lingui/core";
import { t, plural } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, Search } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { Input } from "../../ui/field.tsx";
import { searchSettings } from "./search-settings.ts";
import { sections, type SectionId } from "./sections.ts";

const linkClass =
  "flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-sm text-ink-2 hover:bg-sunken hover:text-ink max-md:min-h-11 max-md:px-3";

/** The sections, and a search in all of them. `current` is the one that is shown. */
export function SettingsNav({ current }: { current: SectionId | null }) {
  const [query, setQuery] = useState("");
  const navigate = useNavigate();
  const found = searchSettings(searchableParts(), query);
  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = found;
    if (event.key === "Escape" && query !== "") {
      event.stopPropagation();
      setQuery("");
    }
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !first) return;
    void navigate({
      to: "/settings/$section",
      params: { section: first.sectionId },
      hash: first.id,
    });
  };
  return (
    <nav aria-label={t`Sections of the settings`} className="flex min-w-0 flex-col gap-2">
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-3"
        />
        <Input
          type="search"
          aria-label={t`Search settings`}
          placeholder={t`Search settings`}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onKeyDown={onKeyDown}
          onChange={(event) => setQuery(event.target.value)}
          className="pl-8"
        />
      </div>
      <p role="status" className="sr-only">
        {query.trim() !== "" && plural(found.length, { one: "# result", other: "# results" })}
      </p>
      {query.trim() === "" ? (
        <ul className="flex flex-col gap-0.5 max-md:divide-y max-md:rounded-md max-md:border max-md:bg-surface">
          {sections.map(({ id, label, Icon }) => (
            <li key={id}>
              <Link
                to="/settings/$section"
                params={{ section: id }}
                // Without a section in the address, the first one is shown beside the list.
                aria-current={id === current ? "page" : undefined}
                className={`${linkClass} font-medium md:aria-[current=page]:bg-sunken md:aria-[current=page]:text-ink`}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                <span className="min-w-0 flex-1 truncate">{i18n._(label)}</span>
                <ChevronRight aria-hidden className="size-4 text-ink-3 md:hidden" />
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <ul aria-label={t`Found settings`} className="flex flex-col gap-0.5">
          {found.map(({ id, sectionId, label, section }) => (
            <li key={`${sectionId} ${id}`}>
              <Link
                to="/settings/$section"
                params={{ section: sectionId }}
                hash={id}
                className={linkClass}
              >
                <span className="flex min-w-0 flex-col">
                  <span className="truncate font-medium text-ink">{label}</span>
                  <span className="truncate text-xs text-ink-3">{section}</span>
                </span>
              </Link>
            </li>
          ))}
          {found.length === 0 && (
            <li className="px-2 py-1 text-sm text-ink-2">
              <Trans>No setting is called so.</Trans>
            </li>
          )}
        </ul>
      )}
    </nav>
  );
}

/** Every part in the words of the language that is spoken. */
function searchableParts() {
  return sections.flatMap((section) =>
    section.parts.map((part) => ({
      id: part.id,
      sectionId: section.id,
      label: i18n._(part.label),
      section: i18n._(section.label),
      words: i18n._(part.words),
    })),
  );
}
