import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Nothing listens at the discard port: what asks a proxy there is refused at once. */
const deadProxy = "http://127.0.0.1:9";
const toLoopbackOnly = "127.0.0.1,localhost";

/** Programs that obey these reach loopback only. */
const proxies = {
  HTTP_PROXY: deadProxy,
  HTTPS_PROXY: deadProxy,
  ALL_PROXY: deadProxy,
  NO_PROXY: toLoopbackOnly,
  http_proxy: deadProxy,
  https_proxy: deadProxy,
  all_proxy: deadProxy,
  no_proxy: toLoopbackOnly,
};

/** Runs what follows with loopback switched on. */
const withLoopback = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
/** A network namespace of its own, as root; and as anybody, where the system lets people have them. */
const namespaces = [
  ["unshare", "--net", "--", ...withLoopback],
  ["unshare", "--net", "--map-root-user", "--", ...withLoopback],
];

/**
 * @typedef {object} ClosedNetwork
 * @property {readonly string[]} command goes before a program's argv
 * @property {Readonly<Record<string, string>>} env goes over a program's environment
 * @property {string} description
 */

/**
 * A way to run programs so that they reach nothing but loopback: where the system allows it, in a network namespace without any
 * other interface; and in any case with proxies at a port where nobody listens.
 * @returns {Promise<ClosedNetwork>}
 */
export async function closedNetwork() {
  for (const namespace of namespaces) {
    const [command = "", ...args] = namespace;
    const works = await promisify(execFile)(command, [...args, "true"]).then(
      () => true,
      () => false,
    );
    if (works) {
      return { command: namespace, env: proxies, description: "a namespace with loopback alone" };
    }
  }
  const description = "proxies at a dead port (no network namespaces here)";
  return { command: [], env: proxies, description };
}
