import { Toaster as Sonner } from "sonner";
import { useTheme } from "../lib/theme.ts";

/** Where short messages about things that were done appear. */
export function Toaster() {
  const theme = useTheme();
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      closeButton
      toastOptions={{
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
