import { t } from "@lingui/core/macro";
import type { LandStrategy, PullStrategy } from "@signalbox/shared";
import { CommitPicture } from "./commit-picture.tsx";
import type { PictureCard } from "./picture-choice.tsx";

/** The ways to land, each in one line. */
export function landStrategies(): PictureCard<LandStrategy>[] {
  return [
    {
      value: "merge",
      name: t`Merge commit`,
      words: t`Keeps every commit of the session, joined by one merge commit.`,
      picture: <CommitPicture kind="merge" />,
    },
    {
      value: "squash",
      name: t`Squash`,
      words: t`All of the work becomes one new commit.`,
      picture: <CommitPicture kind="squash" />,
    },
    {
      value: "rebase",
      name: t`Rebase`,
      words: t`The session's commits are made anew, one after the other, on top.`,
      picture: <CommitPicture kind="rebase" />,
    },
    {
      value: "fast_forward",
      name: t`Fast-forward`,
      words: t`The branch moves on to the session's last commit; only while it has none of its own.`,
      picture: <CommitPicture kind="fast_forward" />,
    },
  ];
}

/** The ways to bring commits of elsewhere into a session. */
export function pullStrategies(): PictureCard<PullStrategy>[] {
  return [
    {
      value: "ff_only",
      name: t`Fast-forward only`,
      words: t`Moves on when the session has no commits of its own; else nothing happens.`,
      picture: <CommitPicture kind="fast_forward" />,
    },
    {
      value: "merge",
      name: t`Merge`,
      words: t`Joins both by one merge commit in the session.`,
      picture: <CommitPicture kind="merge" />,
    },
    {
      value: "rebase",
      name: t`Rebase`,
      words: t`The session's commits are made anew on top; the old ones are archived.`,
      picture: <CommitPicture kind="rebase" />,
    },
  ];
}
