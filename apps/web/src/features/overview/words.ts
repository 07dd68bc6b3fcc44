import { t } from "@lingui/core/macro";
import type { SessionSort } from "@signalbox/shared";
import type { OverviewView } from "./overview-search.ts";

/** The words for an order of sessions. */
export function sortWord(sort: SessionSort): string {
  switch (sort) {
    case "newest":
      return t`Newest first`;
    case "changed":
      return t`Last changed first`;
    case "name":
      return t`By name`;
  }
}

/** The words for a view of the overview. */
export function viewWord(view: OverviewView): string {
  switch (view) {
    case "states":
      return t`By state`;
    case "repositories":
      return t`By repository`;
    case "list":
      return t`List`;
  }
}
