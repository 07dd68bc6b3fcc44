import { t } from "@lingui/core/macro";
import { Toaster as Sonner } from "sonner";
import { useTheme } from "../lib/theme.ts";

/**
 * Where short messages about things that were done appear. They are read out politely, wait while the pointer or the focus is on them
 * (Alt+T goes there), and Escape gives the focus back.
 */
export function Toaster() {
  const theme = useTheme();
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      // Above the bar of a phone.
      mobileOffset={{ bottom: "calc(60px + env(safe-area-inset-bottom))" }}
      closeButton
      containerAriaLabel={t`Messages`}
      toastOptions={{
        closeButtonAriaLabel: t`Close the message`,
        style: {
          background: "var(--surface)",
          color: "var(--text)",
          fontFamily: "var(--font-sans)",
          borderColor: "var(--line-strong)",
          borderRadius: "5px",
          overflowWrap: "anywhere",
          boxShadow: "0 1px 2px rgb(0 0 0 / 8%)",
        },
      }}
    />
  );
}
