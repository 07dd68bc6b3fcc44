import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Select } from "../../ui/select.tsx";
import { commitWords } from "./comparison.ts";
import type { Comparison } from "./use-comparison.ts";
import { visibleText } from "./visible-text.ts";

/** Select wants a value for what has none. */
const nothing = "-";

/** What the changes are between: a few ready choices, or two checkpoints. */
export function ComparePicker({ comparison }: { comparison: Comparison }) {
  const { options, option, choice, commits, choose } = comparison;
  const [isOwn, setOwn] = useState(false);
  const isBetween = isOwn || option === null;
  const checkpoints = commits.map((commit) => ({
    value: commit.commit,
    label: visibleText(commitWords(commit)),
  }));
  const known = (value: string | undefined) =>
    value === undefined || checkpoints.some((item) => item.value === value)
      ? []
      : [{ value, label: value.slice(0, 8) }];
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      <Select
        label={t`What is compared`}
        className="h-7 max-w-52 text-xs"
        items={[
          ...options.map(({ value, label }) => ({ value, label: visibleText(label) })),
          { value: nothing, label: t`Between two checkpoints…` },
        ]}
        value={isBetween ? nothing : option.value}
        onChange={(value) => {
          const chosen = options.find((candidate) => candidate.value === value);
          setOwn(!chosen);
          if (chosen) choose(chosen.choice);
        }}
      />
      {isBetween && (
        <>
          <Select
            label={t`From`}
            className="h-7 max-w-44 text-xs"
            items={[
              { value: nothing, label: t`The session’s beginning` },
              { value: "head", label: t`The latest commit` },
              ...checkpoints,
              ...known(choice.from === "head" ? undefined : choice.from),
            ]}
            value={choice.from ?? nothing}
            onChange={(from) => choose({ ...choice, from: from === nothing ? undefined : from })}
          />
          <span className="text-xs text-ink-3">
            <Trans>to</Trans>
          </span>
          <Select
            label={t`To`}
            className="h-7 max-w-44 text-xs"
            items={[
              { value: nothing, label: t`The worktree as it is now` },
              ...checkpoints,
              ...known(choice.to),
            ]}
            value={choice.to ?? nothing}
            onChange={(to) => choose({ ...choice, to: to === nothing ? undefined : to })}
          />
        </>
      )}
    </div>
  );
}
