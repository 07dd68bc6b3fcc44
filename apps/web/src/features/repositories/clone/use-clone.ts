import type { CloneDone, CloneProgress } from "@signalbox/shared";
import { useEffect, useState } from "react";
import { problemOf } from "../../../lib/errors.ts";
import { keepSubscribed } from "../../../lib/subscribe.ts";
import { client, trpc } from "../../../lib/trpc.ts";
import { cloneProblemOf, type CloneProblem } from "./clone-problem.ts";
import { addMark, rateOf } from "./transfer-rate.ts";

export type CloneView =
  | { status: "joining" }
  | { status: "going"; progress: CloneProgress; bytesPerSecond: number | null }
  | { status: "done"; done: CloneDone }
  | { status: "failed"; problem: CloneProblem };

/** Follow a clone, also one that another page began. Give the component a key of its own for each clone. */
export function useClone(cloneId: string): CloneView {
  const [view, setView] = useState<CloneView>({ status: "joining" });
  const utils = trpc.useUtils();
  useEffect(() => {
    let marks: ReturnType<typeof addMark> = [];
    let isOver = false;
    const end = (last: CloneView) => {
      isOver = true;
      setView(last);
      void utils.repositories.invalidate();
    };
    return keepSubscribed({
      start: ({ onComplete, onError }) =>
        client.repositories.onClone.subscribe(
          { cloneId },
          {
            onComplete,
            onError: (error) => {
              // An answer of the server that says nothing for a person is an end as well: a defect does not pass by itself.
              if (error.data) end({ status: "failed", problem: cloneProblemOf(problemOf(error)) });
              else onError(error);
            },
            onData: (step) => {
              if (!("phase" in step)) return end({ status: "done", done: step });
              const isReceiving = step.phase === "receiving";
              const mark = { atMs: performance.now(), bytes: step.receivedBytes };
              marks = isReceiving ? addMark(marks, mark) : [];
              setView({ status: "going", progress: step, bytesPerSecond: rateOf(marks) });
            },
          },
        ),
      isDone: () => isOver,
    });
  }, [cloneId, utils]);
  return view;
}
