import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Ellipsis, Plus } from "lucide-react";
import { NewSessionLink } from "../new-session/new-session-link.tsx";
import { showOverlay } from "./overlays.ts";
import { places, type Place } from "./places.ts";

const itemClass =
  "flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded-md text-xs text-ink-2 data-[status=active]:font-medium data-[status=active]:text-accent";

/** What the narrow frame has at its foot. While somebody types on a screen without a keyboard of its own, it makes room. */
export function PhoneBar() {
  const [overview, repositories, agents] = places;
  return (
    <nav
      aria-label={t`Main`}
      className="flex shrink-0 border-t bg-surface px-1 pb-[env(safe-area-inset-bottom)] print:hidden pointer-coarse:group-has-[textarea:focus,input:focus]/frame:hidden"
    >
      <div className="flex h-13 min-w-0 flex-1 items-stretch gap-1">
        {overview && <PlaceLink place={overview} />}
        {repositories && <PlaceLink place={repositories} />}
        <NewSessionLink aria-label={t`New session`} className={itemClass}>
          <span className="flex h-6 w-10 items-center justify-center rounded-md bg-accent text-on-accent">
            <Plus aria-hidden className="size-5" />
          </span>
          <Trans>New</Trans>
        </NewSessionLink>
        {agents && <PlaceLink place={agents} />}
        <button type="button" className={itemClass} onClick={() => showOverlay("more")}>
          <Ellipsis aria-hidden className="size-5" />
          <Trans>More</Trans>
        </button>
      </div>
    </nav>
  );
}

function PlaceLink({ place: { to, label, Icon } }: { place: Place }) {
  return (
    <Link to={to} activeOptions={{ exact: to === "/", includeSearch: false }} className={itemClass}>
      <Icon aria-hidden className="size-5" />
      <span className="max-w-full truncate">{i18n._(label)}</span>
    </Link>
  );
}
