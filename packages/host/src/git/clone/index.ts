export { cloneRepository, endClone, type CloneOptions } from "./clone.ts";
export { answersFor } from "./credentials.ts";
export { CloneError } from "./failure.ts";
export { beginningOfClone } from "./progress.ts";
