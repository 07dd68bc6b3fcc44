import type { RouterOutputs } from "@signalbox/api/router";
import type { ConflictResolution, LandStrategy } from "@signalbox/shared";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { client } from "../../lib/trpc.ts";

export type Plan = RouterOutputs["git"]["land"];
export type Conflict = Plan["conflicts"][number];

interface LandWish {
  sessionId: string;
  strategy: LandStrategy;
  into: string;
  resolutions: ConflictResolution[];
  /** Names the session's last run and how it stands: when one begins or ends, other things are in the way. */
  moment: string;
}

/**
 * What a landing would do, asked of the server without doing it. Read again when the person comes back to the page: the way
 * out of what blocks a landing is often in a terminal.
 */
export function useLandPlan({ resolutions, moment, ...wish }: LandWish) {
  return useQuery({
    queryKey: ["land-plan", wish, resolutions, moment],
    queryFn: () =>
      client.git.land.mutate({
        ...wish,
        resolutions: resolutions.length > 0 ? resolutions : undefined,
        dryRun: true,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: "always",
  });
}
