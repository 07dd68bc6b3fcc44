import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { problemOf } from "../../lib/errors.ts";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { ListFilter } from "lucide-react";
import { ProblemNotice } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { typesOfKinds, type EventKind } from "./event-kinds.ts";
import { JumpPill } from "./jump-pill.tsx";
import { LogView } from "./log-view.tsx";
import { iterationAt, problemSeqs } from "./run-problems.ts";
import { SearchBar } from "./search-bar.tsx";
import { StepsView } from "./steps-view.tsx";
import { TimelineRail } from "./timeline-rail.tsx";
import { TimelineToolbar } from "./timeline-toolbar.tsx";
import { useFolds } from "./use-folds.ts";
import type { Journal } from "./use-journal.ts";
import { useOutline } from "./use-outline.ts";
import { useRunSearch } from "./use-run-search.ts";
import { useTextHighlight } from "./use-text-highlight.ts";
import { useTimelineAddress } from "./use-timeline-address.ts";
import { useTimelineCommands } from "./use-timeline-commands.ts";
import { ViewInSight } from "./view-in-sight.ts";

const noSeqs: readonly number[] = [];

/**
 * The run, step by step or as a log, live; `empty` before its first event. Beside it the rail of the whole run; above it what chooses and
 * what finds. Follows its end while that is in view; keeps and draws only a part.
 */
export function Timeline({ journal, empty }: { journal: Journal; empty: ReactNode }) {
  const { runId, store, snapshot, error, reading, reader, pages } = journal;
  const address = useTimelineAddress();
  const outline = useOutline(journal);
  const { folded, fold, foldAll, isAllFolded } = useFolds(journal, outline);
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [wraps, setWraps] = useState(false);
  const [query, setQuery] = useState<string | null>(null);
  const [current, setCurrent] = useState(-1);
  const sight = useMemo(() => new ViewInSight(), []);
  const body = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { kinds, event, isLog } = address;
  const types = useMemo(() => typesOfKinds(kinds), [kinds]);

  const search = useRunSearch(runId, query ?? "", types);
  useTextHighlight(body, query ?? "");

  const onToggle = useCallback(
    (key: string, open: boolean) => setOpened((known) => new Map(known).set(key, open)),
    [],
  );

  /** Go to an event, out of its fold; with `isHeader` only to the heading of its iteration. */
  const goTo = useCallback(
    (seq: number, how: { takesFocus?: boolean; isHeader?: boolean; align?: "center" } = {}) => {
      const { isHeader = false, ...rest } = how;
      const iteration = iterationAt(pages.choice.outline, seq)?.iteration;
      if (!isHeader && iteration !== undefined && pages.choice.folded.has(iteration))
        fold(iteration, false);
      reader.jump(seq, rest);
    },
    [fold, pages, reader],
  );

  // The address is another, by a link or by the person's hand; what it says at first is what the journal was opened at.
  const shown = useRef(event);
  useEffect(() => {
    if (event === shown.current) return;
    shown.current = event;
    if (event !== null) goTo(event, { align: "center", takesFocus: true });
  }, [event, goTo]);

  // Other kinds: the same place, with what is chosen now.
  useEffect(() => {
    const before = pages.choice.types;
    if (!snapshot.loaded || textOf(before) === textOf(types)) return;
    pages.choice = { ...pages.choice, types };
    const { target } = store.getSnapshot();
    if (target?.seq === null && snapshot.newEvents === 0 && !snapshot.hasNewer)
      reader.jumpToEnd(true);
    else reader.jump(sight.get().first, { anew: true });
  }, [types, snapshot.loaded, snapshot.newEvents, snapshot.hasNewer, pages, reader, sight, store]);

  // A log has no folds.
  const unfold = useRef(() => foldAll(false, sight.get().first));
  unfold.current = () => foldAll(false, sight.get().first);
  useEffect(() => {
    if (isLog && pages.choice.folded.size > 0) unfold.current();
  }, [isLog, pages]);

  const problems = useMemo(() => problemSeqs(outline), [outline]);
  const matches = useMemo(() => search.matches.map(({ seq }) => seq), [search.matches]);
  const marks = useMemo(() => ({ problems, guidance: noSeqs, matches }), [problems, matches]);

  const openSearch = useCallback(() => {
    setQuery((before) => before ?? "");
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.select();
    });
  }, []);
  const goToMatch = (index: number) => {
    const match = search.matches[index];
    if (!match) return;
    setCurrent(index);
    goTo(match.seq, { align: "center" });
  };
  // What holds the match may be closed.
  const currentSeq = current === -1 ? null : (search.matches[current]?.seq ?? null);
  const { generation } = snapshot;
  useEffect(() => {
    const row = currentSeq === null ? undefined : store.rowAt(currentSeq);
    if (row && (row.kind === "tool" || row.kind === "message" || row.kind === "check"))
      onToggle(row.key, true);
  }, [currentSeq, generation, store, onToggle]);

  useTimelineCommands({
    isLog,
    problems,
    outline,
    sight,
    isAllFolded,
    onSearch: openSearch,
    onEnd: () => reader.jumpToEnd(),
    onGo: goTo,
    onFoldAll: (next) => foldAll(next, sight.get().first),
    onLog: (next) => address.set({ isLog: next }),
  });

  if (error) return <ProblemNotice problem={problemOf(error)} className="m-4" />;
  if (!snapshot.loaded) return <TimelineSkeleton />;
  const isAway = snapshot.hasNewer || snapshot.newEvents > 0 || !snapshot.isFollowing;
  const marked = currentSeq ?? event;
  const nothing =
    types && snapshot.lastSeq > 0 ? (
      <EmptyWords Icon={ListFilter} title={t`Nothing of these kinds`}>
        <Trans>The run has no such events here. Choose other kinds above.</Trans>
      </EmptyWords>
    ) : (
      empty
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <TimelineToolbar
        runId={runId}
        isLog={isLog}
        onLog={(next) => address.set({ isLog: next })}
        wraps={wraps}
        onWrap={setWraps}
        isAllFolded={isAllFolded}
        onFoldAll={(next) => foldAll(next, sight.get().first)}
        kinds={kinds}
        onKinds={(next: ReadonlySet<EventKind> | null) => address.set({ kinds: next })}
        onSearch={openSearch}
      />
      {query !== null && (
        <SearchBar
          field={field}
          query={query}
          search={search}
          current={current}
          onQuery={(next) => {
            setQuery(next);
            setCurrent(-1);
          }}
          onGo={goToMatch}
          onClose={() => {
            setQuery(null);
            setCurrent(-1);
            body.current?.querySelector<HTMLElement>("[role=region]")?.focus();
          }}
        />
      )}
      <div
        ref={body}
        className="relative flex min-h-0 flex-1"
        onKeyDown={(event) => {
          // The browser's own search sees only what is drawn.
          if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") {
            event.preventDefault();
            openSearch();
          }
        }}
      >
        {reading !== null && reading !== "newer" && (
          <p className="sr-only" role="status">
            {reading === "older" ? t`Loading older steps…` : t`Loading…`}
          </p>
        )}
        {isLog ? (
          <LogView journal={journal} marked={marked} wraps={wraps} sight={sight} empty={nothing} />
        ) : (
          <StepsView
            journal={journal}
            outline={outline}
            marked={marked}
            folded={folded}
            onFold={fold}
            opened={opened}
            onToggle={onToggle}
            sight={sight}
            empty={nothing}
          />
        )}
        {snapshot.lastSeq > 0 && (
          <TimelineRail
            outline={outline}
            lastSeq={snapshot.lastSeq}
            marks={marks}
            sight={sight}
            onJump={(seq) => {
              if (seq >= snapshot.lastSeq) reader.jumpToEnd();
              else reader.jump(seq);
            }}
          />
        )}
        {isAway && (
          <JumpPill
            ended={snapshot.ended}
            newEvents={snapshot.newEvents}
            onJump={() => reader.jumpToEnd()}
          />
        )}
      </div>
    </div>
  );
}

function textOf(types: ReadonlySet<string> | null): string {
  return types ? [...types].join() : "";
}

function TimelineSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <LoadingWords what={t`the timeline`} />
      <Skeleton className="h-9" />
      <Skeleton className="ml-8 h-5 w-2/3" />
      <Skeleton className="ml-8 h-20" />
      <Skeleton className="ml-8 h-5 w-1/2" />
      <Skeleton className="h-9" />
    </div>
  );
}
