import { t } from "@lingui/core/macro";
import { causeWords } from "../runs/cause-words.ts";
import { wordsOfReason } from "../runs/run-reasons.ts";
import type { EndedRun } from "./ended-runs.ts";
import { notificationPermission } from "./permission.ts";
import type { NotificationPreferences, RunEnd } from "./preferences.ts";
import { playSound } from "./sound.ts";
import { claim, isAnyInView } from "./tabs.ts";

/** Tell of the end of a run as the person wants it, unless another page does. `open` goes to the session. */
export async function deliver(
  ended: EndedRun,
  preferences: NotificationPreferences,
  open: (sessionId: string) => void,
): Promise<void> {
  if (!preferences[ended.end]) return;
  if (preferences.onlyOutOfView && (await isAnyInView())) return;
  if (!(await claim(ended.run.id))) return;
  const { session, run, end } = ended;
  if (preferences.browser) {
    showNotification({
      title: titleOf(end, session.name),
      body: bodyOf(run, session.repositoryName),
      // One page may be a moment late: the browser shows only one with the same tag.
      tag: `signalbox.${run.id}`,
      onClick: () => open(session.id),
    });
  }
  if (preferences.sound) await playSound(end, preferences.volume);
}

function bodyOf(run: EndedRun["run"], repositoryName: string): string {
  const place = t`Run ${run.number} in ${repositoryName}`;
  const cause = causeWords(run);
  if (cause !== null) return `${cause}\n${place}`;
  return run.reason === null || run.status !== "error"
    ? place
    : `${wordsOfReason(run.reason).title}\n${place}`;
}

function titleOf(end: RunEnd, name: string): string {
  switch (end) {
    case "completed":
      return t`Completed: ${name}`;
    case "failed":
      return t`Not completed: ${name}`;
    case "stopped":
      return t`Stopped: ${name}`;
  }
}

/** Show a notification of the browser; false when it lets none be shown. A click brings the page to the front. */
export function showNotification({
  title,
  body,
  tag,
  onClick,
}: {
  title: string;
  body: string;
  tag: string;
  onClick?: () => void;
}): boolean {
  if (notificationPermission() !== "granted") return false;
  try {
    const notification = new Notification(title, { body, tag, icon: "/favicon.svg" });
    notification.addEventListener("click", () => {
      globalThis.focus();
      notification.close();
      onClick?.();
    });
    return true;
  } catch {
    // Browsers of phones only let workers show them.
    return false;
  }
}
