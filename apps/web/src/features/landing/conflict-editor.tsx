import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Field, Textarea } from "../../ui/field.tsx";
import {
  hasMarkers,
  partsOf,
  settle,
  withPlainMarkers,
  type ConflictChoice,
} from "./conflict-text.ts";
import type { Conflict } from "./use-land-plan.ts";

type Place = Extract<ReturnType<typeof partsOf>[number], { kind: "conflict" }>;

/**
 * The file's text with git's markers: settle each place by a press, or write it. Nothing for a file that git could put no text
 * together of. The caller keeps the draft; a text with a marker left is no solution.
 */
export function ConflictEditor({
  conflict,
  into,
  draft,
  onWrite,
  onUse,
}: {
  conflict: Conflict;
  into: string;
  draft: string | undefined;
  onWrite: (text: string) => void;
  onUse: (text: string) => void;
}) {
  const [refusal, setRefusal] = useState<string | null>(null);
  if (conflict.merged === null) return null;
  const begin = withPlainMarkers(conflict.merged);
  const text = draft ?? begin;
  const places = partsOf(text).filter((part) => part.kind === "conflict");
  const write = (next: string) => {
    setRefusal(null);
    onWrite(next);
  };
  const use = () => {
    if (hasMarkers(text)) setRefusal(t`Markers of a conflict are left: settle these places first.`);
    else onUse(text);
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {places.map((place, index) => (
        <ConflictPlace
          key={`${index} ${place.line}`}
          place={place}
          number={index + 1}
          count={places.length}
          into={into}
          onChoose={(choice) => write(settle(text, index, choice))}
        />
      ))}
      <Field
        label={t`The text`}
        description={
          places.length === 0
            ? hasMarkers(begin)
              ? t`No place is left in conflict.`
              : t`Git left no markers in it. Change it here if neither side is right as it is.`
            : t`${plural(places.length, { one: "# place", other: "# places" })} in conflict, between <<<<<<< and >>>>>>>.`
        }
        error={refusal}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={Math.min(20, 2 + text.split("\n").length)}
            spellCheck={false}
            className="font-mono text-xs leading-4.5"
            value={text}
            onChange={(event) => write(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button onClick={use}>
          <Trans>Use this text</Trans>
        </Button>
        {draft !== undefined && draft !== begin && (
          <Button variant="ghost" onClick={() => write(begin)}>
            <Trans>Begin again from git's text</Trans>
          </Button>
        )}
      </div>
    </div>
  );
}

/** One place where both sides differ, each on its own ground and named. */
function ConflictPlace({
  place,
  number,
  count,
  into,
  onChoose,
}: {
  place: Place;
  number: number;
  count: number;
  into: string;
  onChoose: (choice: ConflictChoice) => void;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="overflow-hidden rounded-md border">
      <div className="flex flex-wrap items-center gap-2 bg-sunken px-2 py-1">
        <h4 id={id} className="mr-auto text-xs font-medium">
          <Trans>
            Place {number} of {count}, line {place.line}
          </Trans>
        </h4>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => onChoose("base")}>
            <Trans>Take {into}</Trans>
          </Button>
          <Button size="sm" onClick={() => onChoose("session")}>
            <Trans>Take session</Trans>
          </Button>
          <Button size="sm" onClick={() => onChoose("both")}>
            <Trans>Take both</Trans>
          </Button>
        </div>
      </div>
      <div className="grid divide-line max-sm:divide-y sm:grid-cols-2 sm:divide-x">
        <PlaceSide name={into} text={place.base} className="bg-warn-soft" />
        <PlaceSide name={t`Session`} text={place.session} className="bg-accent-soft" />
      </div>
    </section>
  );
}

function PlaceSide({ name, text, className }: { name: string; text: string; className: string }) {
  return (
    <div className={`min-w-0 ${className}`}>
      <p className="px-2 pt-1 text-xs text-ink-2 [overflow-wrap:anywhere]">{name}</p>
      <pre
        tabIndex={0}
        role="group"
        aria-label={t`What ${name} has there`}
        className="max-h-40 overflow-auto px-2 pb-1.5 font-mono text-xs leading-4.5 whitespace-pre-wrap [overflow-wrap:anywhere] focus-visible:-outline-offset-2"
      >
        {text === "" ? (
          <em className="text-ink-2">
            <Trans>nothing</Trans>
          </em>
        ) : (
          text
        )}
      </pre>
    </div>
  );
}
