import type { Event, EventType } from "@signalbox/shared";
import type { TestApi } from "./create-test-api.ts";

/** Follow a run through the subscription until `isEnough`, or until it ends; gives every event that came. */
export function follow(
  { client }: Pick<TestApi, "client">,
  runId: string,
  options: { lastEventId?: string; isEnough?: (events: Event[]) => boolean } = {},
): Promise<Event[]> {
  const events: Event[] = [];
  return new Promise((resolve, reject) => {
    const subscription = client.runs.onEvents.subscribe(
      { runId, lastEventId: options.lastEventId },
      {
        onData({ data }) {
          events.push(...data);
          if (!options.isEnough?.(events)) return;
          subscription.unsubscribe();
          resolve(events);
        },
        onComplete: () => resolve(events),
        onError: reject,
      },
    );
  });
}

/** Whether an event of this type is among them. */
export function has(type: EventType): (events: Event[]) => boolean {
  return (events) => events.some((event) => event.type === type);
}
