import { testConfig } from "../../vitest.shared.ts";

export default testConfig({ testTimeoutMs: 600_000 });
