import { useEffect, useState } from "react";

/** A pause in typing after which what was typed is looked at. */
const typingPauseMs = 200;

/** A value as it was when it last stayed the same for a moment. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingPauseMs);
    return () => clearTimeout(timer);
    // By what it says: it is made anew with every drawing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key]);
  return settled;
}
