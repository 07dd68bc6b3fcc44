import { i18n } from "@lingui/core";
import { I18nProvider, useLingui } from "@lingui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Fragment, StrictMode } from "react";
import { isRefusal } from "./lib/errors.ts";
import { client, trpc } from "./lib/trpc.ts";
import { router } from "./router.tsx";

/** A call that was cut by a lost connection is asked again: it waits by itself until the server is back. */
const maxRetries = 3;

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The server is on this machine: whether there is an internet says nothing about it.
      networkMode: "always",
      retry: (failures, error) => failures < maxRetries && !isRefusal(error),
      staleTime: 5_000,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: "always" },
  },
});

/** The whole app, with all that it needs around it. */
export function App() {
  return (
    <StrictMode>
      <trpc.Provider client={client} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <I18nProvider i18n={i18n}>
            <Pages />
          </I18nProvider>
        </QueryClientProvider>
      </trpc.Provider>
    </StrictMode>
  );
}

/** Another language draws every page anew: words may be taken wherever they are shown, without a hook for each. */
function Pages() {
  const { i18n } = useLingui();
  return (
    <Fragment key={i18n.locale}>
      <RouterProvider router={router} />
    </Fragment>
  );
}
