import { isIP } from "node:net";

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];

/** Whether only programs on this machine can reach a server bound to `host`. */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/** The exact Host headers and Origins that a server answers to. */
export interface AllowedAddresses {
  hosts: ReadonlySet<string>;
  origins: ReadonlySet<string>;
}

/** What a server on `port` answers to: the loopback names, and the public address when one is stated. */
export function allowedAddresses(options: {
  host: string;
  port: number;
  publicUrl: URL | null;
}): AllowedAddresses {
  const names = new Set(loopbackNames);
  if (isLoopback(options.host)) {
    names.add(options.host.includes(":") ? `[${options.host}]` : options.host);
  }
  const hosts = new Set([...names].map((name) => `${name}:${options.port}`));
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  if (options.publicUrl) {
    hosts.add(options.publicUrl.host);
    origins.add(options.publicUrl.origin);
  }
  return { hosts, origins };
}
