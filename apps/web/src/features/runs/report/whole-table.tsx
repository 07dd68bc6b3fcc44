import type { IterationOutline } from "@signalbox/shared";
import { useEffect, useState } from "react";
import { IterationTable } from "../iterations/iteration-table.tsx";

/** So many rows come with each frame: a thousand at once would hold up the page. */
const rowStep = 50;

/** All of a run's iterations, for paper; a long table is put together over some frames. */
export function WholeTable({ iterations }: { iterations: readonly IterationOutline[] }) {
  const [count, setCount] = useState(rowStep);
  const isWhole = count >= iterations.length;
  useEffect(() => {
    if (isWhole) return;
    const request = requestAnimationFrame(() => setCount(count + rowStep));
    return () => cancelAnimationFrame(request);
  }, [count, isWhole]);
  return <IterationTable iterations={isWhole ? iterations : iterations.slice(0, count)} />;
}
