import { testConfig } from "../../vitest.shared.ts";

export default testConfig({ testTimeoutMs: 90_000, include: ["*.test.ts"] });
