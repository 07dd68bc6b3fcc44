import { lazy, Suspense, useCallback, useEffect } from "react";
import { showOverlay, useOverlay } from "./overlays.ts";

const loadPalette = () => import("../palette/palette.tsx");
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));
const KeyboardDialog = lazy(() =>
  import("./keyboard-dialog.tsx").then((module) => ({ default: module.KeyboardDialog })),
);
const MoreDialog = lazy(() =>
  import("./more-dialog.tsx").then((module) => ({ default: module.MoreDialog })),
);

/** Without a server it comes when it is asked for. */
function prefetch(): void {
  loadPalette().catch(() => undefined);
}

/** Where palette, keyboard map and the phone's further places are drawn. The palette's code comes while the page has nothing else to do. */
export function OverlayHost() {
  const shown = useOverlay();
  const close = useCallback(() => showOverlay(null), []);
  useEffect(() => {
    const idle = globalThis.requestIdleCallback?.(prefetch) ?? null;
    return () => {
      if (idle !== null) globalThis.cancelIdleCallback(idle);
    };
  }, []);
  return (
    <Suspense>
      {shown === "palette" && <Palette onClose={close} />}
      {shown === "keys" && <KeyboardDialog onClose={close} />}
      {shown === "more" && <MoreDialog onClose={close} />}
    </Suspense>
  );
}
