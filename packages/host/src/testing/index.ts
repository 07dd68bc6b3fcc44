export { makeBareRepository, makeLargeRepository, processesWith } from "./clones.ts";
export { startHttpGitServer } from "./http-git-server.ts";
