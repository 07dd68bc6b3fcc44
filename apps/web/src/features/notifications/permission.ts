import { useEffect, useState } from "react";

/** What the browser lets Signalbox do. `unsupported`: it has no notifications, or none for a page that is not served securely. */
export type PermissionState = NotificationPermission | "unsupported";

/** What the browser says now. */
export function notificationPermission(): PermissionState {
  return "Notification" in globalThis && globalThis.isSecureContext
    ? Notification.permission
    : "unsupported";
}

/** What the browser lets Signalbox do, as it is now, and the function that asks for more: to be called by a click. */
export function useNotificationPermission(): {
  permission: PermissionState;
  ask: () => Promise<PermissionState>;
} {
  const [permission, setPermission] = useState(notificationPermission);
  useEffect(() => {
    // The person can change it in the browser's own settings, while this page is open.
    const look = () => setPermission(notificationPermission());
    let status: PermissionStatus | undefined;
    let isGone = false;
    const follow = async () => {
      const found = await navigator.permissions.query({ name: "notifications" });
      if (isGone) return;
      status = found;
      found.addEventListener("change", look);
    };
    // Not every browser tells of changes: then it is looked at when the page comes back into view.
    follow().catch(() => undefined);
    globalThis.addEventListener("focus", look);
    return () => {
      isGone = true;
      status?.removeEventListener("change", look);
      globalThis.removeEventListener("focus", look);
    };
  }, []);
  const ask = async () => {
    if (notificationPermission() === "default") await Notification.requestPermission();
    const answer = notificationPermission();
    setPermission(answer);
    return answer;
  };
  return { permission, ask };
}
