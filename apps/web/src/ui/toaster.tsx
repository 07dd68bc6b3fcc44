import { t } from "@lingui/core/macro";
import { Toaster as Sonner } from "sonner";
import { useTheme } from "../lib/theme.ts";
import { useMediaQuery } from "../lib/use-media-query.ts";

/**
 * Where short messages about things that were done appear. They are read out politely, wait while the pointer or the focus is on them
 * (Alt+T goes there), and Escape gives the focus back.
 */
export function Toaster() {
  const theme = useTheme();
  const isSmall = useMediaQuery("(width < 48rem)");
  return (
    <Sonner
      theme={theme}
      // Pages and windows have the buttons that go on below at the right: a message there would cover them.
      position={isSmall ? "bottom-right" : "top-center"}
      // Within the height of a page's head.
      offset={{ top: 8 }}
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
