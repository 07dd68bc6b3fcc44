import { useEffect, useRef } from "react";
import type { InputIssue } from "@signalbox/shared";

/** Bring the person to the first field that something is wrong with. Give the ref to the form. */
export function useFocusInvalid(issues: InputIssue[]) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (issues.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [issues]);
  return form;
}
