import { isSecretName, type AgentEnv } from "@signalbox/shared";

/** One environment variable as it is typed; `id` tells the rows apart. */
export interface EnvRow {
  id: string;
  name: string;
  /** Of a stored secret it is empty until another value is typed: the page never gets the stored one. */
  value: string;
  /** The name of the secret that is stored for this row; null when none is. */
  storedName: string | null;
}

export function envRow(name = "", value: string | null = ""): EnvRow {
  const storedName = value === null ? name : null;
  return { id: crypto.randomUUID(), name, value: value ?? "", storedName };
}

/** The rows of an environment. */
export function envRowsOf(env: AgentEnv | undefined): EnvRow[] {
  return Object.entries(env ?? {}).map(([name, value]) => envRow(name, value));
}

/** Whether the row stands for a secret that is stored and stays as it is. */
export function isStored(row: EnvRow): boolean {
  return row.storedName !== null && row.storedName === row.name.trim() && row.value === "";
}

/** Whether the row's value is one that is not shown. */
export function isSecretRow(row: EnvRow): boolean {
  return isSecretName(row.name) || isStored(row);
}

/** The environment that the rows stand for: null keeps what is stored; empty rows count for nothing. Undefined when there is none. */
export function readEnv(rows: readonly EnvRow[]): AgentEnv | undefined {
  const filled = rows.filter((row) => row.name.trim() !== "" || row.value !== "");
  if (filled.length === 0) return undefined;
  return Object.fromEntries(
    filled.map((row) => [row.name.trim(), isStored(row) ? null : row.value]),
  );
}
