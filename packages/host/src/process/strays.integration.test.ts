import { onTestFinished, expect, test } from "vitest";
import { readProcessIdentity } from "./identity.ts";
import { spawnProcess } from "./spawn.ts";
import { findStrays } from "./strays.ts";
import { firstOutput, temporaryFolder, testEnv } from "../testing/processes.ts";

/** Starts a process of its own session without any environment, whose parent is gone. Gives its pid. */
async function leaveBehind(cwd: string): Promise<number> {
  const script = "env -i setsid sh -c 'echo $$; exec sleep 600' & wait";
  const child = await spawnProcess({ command: ["sh", "-c", script], cwd, env: testEnv });
  const pid = Number(await firstOutput(child.stdout));
  onTestFinished(() => void process.kill(pid, "SIGKILL"));
  await child.kill();
  await child.exited;
  return pid;
}

test.runIf(process.platform === "linux")(
  "what an agent left in its folder without a mark is found, and left alone",
  async () => {
    const [folder, other] = [await temporaryFolder(), await temporaryFolder()];
    const left = await leaveBehind(folder);
    await leaveBehind(other);
    const options = { folder, groupIds: [], except: [] };
    expect(await findStrays(options)).toEqual([
      { pid: left, name: expect.stringMatching(/^(sh|sleep)$/) },
    ]);
    expect(await findStrays({ ...options, except: [left] })).toEqual([]);
    expect(await readProcessIdentity(left)).not.toBeNull();
  },
);

test.runIf(process.platform === "linux")(
  "a process with a living parent is somebody's, unless it is in a group that was to end",
  async () => {
    const folder = await temporaryFolder();
    const child = await spawnProcess({ command: ["sleep", "600"], cwd: folder, env: testEnv });
    onTestFinished(() => child.kill());
    const options = { folder, groupIds: [], except: [] };
    expect(await findStrays(options)).toEqual([]);
    expect(await findStrays({ ...options, groupIds: [child.pid] })).toEqual([
      { pid: child.pid, name: "sleep" },
    ]);
  },
);
