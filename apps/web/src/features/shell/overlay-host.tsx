import { lazy, Suspense, useCallback } from "react";
import { usePrefetch } from "../../lib/use-prefetch.ts";
import { showOverlay, useOverlay } from "./overlays.ts";

const loadPalette = () => import("../palette/palette.tsx");
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));
const KeyboardDialog = lazy(() =>
  import("./keyboard-dialog.tsx").then((module) => ({ default: module.KeyboardDialog })),
);
const MoreDialog = lazy(() =>
  import("./more-dialog.tsx").then((module) => ({ default: module.MoreDialog })),
);

/** Where palette, keyboard map and the phone's further places are drawn. The palette's code comes while the page has nothing else to do. */
export function OverlayHost() {
  const shown = useOverlay();
  const close = useCallback(() => showOverlay(null), []);
  usePrefetch(loadPalette);
  return (
    <Suspense>
      {shown === "palette" && <Palette onClose={close} />}
      {shown === "keys" && <KeyboardDialog onClose={close} />}
      {shown === "more" && <MoreDialog onClose={close} />}
    </Suspense>
  );
}
