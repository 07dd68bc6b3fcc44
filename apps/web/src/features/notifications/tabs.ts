/** Held by each page of Signalbox while somebody looks at it. */
const inViewLock = "signalbox.in-view";
/** How long the one page that tells of something keeps the others from it: they hear of it in the same moment. */
const claimMs = 10_000;

/** Without a secure context there are no locks: each page then speaks for itself. */
function locks(): LockManager | undefined {
  return (navigator as { locks?: LockManager }).locks;
}

/** Whether somebody looks at this very page. */
function isInView(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Let the other pages know whenever this one is looked at. Gives the function that ends it. */
export function announceView(): () => void {
  let release: (() => void) | null = null;
  const follow = () => {
    if (isInView() === (release !== null)) return;
    if (release) {
      release();
      release = null;
      return;
    }
    const looked = new Promise<void>((resolve) => (release = resolve));
    void locks()?.request(inViewLock, { mode: "shared" }, () => looked);
  };
  follow();
  globalThis.addEventListener("focus", follow);
  globalThis.addEventListener("blur", follow);
  document.addEventListener("visibilitychange", follow);
  return () => {
    globalThis.removeEventListener("focus", follow);
    globalThis.removeEventListener("blur", follow);
    document.removeEventListener("visibilitychange", follow);
    release?.();
  };
}

/** Whether somebody looks at any page of Signalbox in this browser. */
export async function isAnyInView(): Promise<boolean> {
  if (isInView()) return true;
  const state = await locks()?.query();
  return state?.held?.some(({ name }) => name === inViewLock) ?? false;
}

/** Whether this page, and no other, is to tell of something. */
export async function claim(what: string): Promise<boolean> {
  const manager = locks();
  if (!manager) return true;
  return new Promise((resolve) => {
    void manager.request(`signalbox.told.${what}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && new Promise((done) => setTimeout(done, claimMs));
    });
  });
}
