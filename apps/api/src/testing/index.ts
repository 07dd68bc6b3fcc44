export { createSocketClient } from "../demo/client.ts";
export { createTestApi, testAgent, type TestApi } from "./create-test-api.ts";
export { makeRepository } from "./repositories.ts";
export { runCommand } from "@signalbox/host/process";
export { startServerProcess, type ServerProcess } from "./server-process.ts";
