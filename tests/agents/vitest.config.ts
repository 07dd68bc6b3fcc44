import { testConfig } from "../../vitest.shared.ts";

/** Without the scenarios: those are `test:agents`. */
export default testConfig({ include: ["src/model-server/**/*.test.ts", "launch/*.test.ts"] });
