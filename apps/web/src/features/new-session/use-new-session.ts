import { useNavigate, useRouter } from "@tanstack/react-router";
import { useMemo } from "react";
import { searchToClose, searchToOpen, type NewSessionStart } from "./new-session-search.ts";

/** Open the new-session window on the page in view, or close it; its state is in the address. */
export function useNewSession(): { open: (start?: NewSessionStart) => void; close: () => void } {
  const navigate = useNavigate();
  const router = useRouter();
  return useMemo(
    () => ({
      open: (start = {}) => {
        // In the place of the window in which repositories are added: going back would open that one again.
        const replace = router.state.location.search.add !== undefined;
        void navigate({
          to: ".",
          search: (now) => searchToOpen(now, start),
          replace,
          state: { newSessionOpened: !replace },
        });
      },
      close: () => {
        if (router.history.location.state.newSessionOpened) router.history.back();
        else void navigate({ to: ".", search: searchToClose, replace: true });
      },
    }),
    [navigate, router],
  );
}
