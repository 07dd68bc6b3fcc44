export { createSampleRepository, SampleTargetNotEmptyError } from "./sample.ts";
