export { makeBareRepository, makeLargeRepository, processesWith } from "./clones.ts";
export { fingerprint } from "./repositories.ts";
export { startHttpGitServer } from "./http-git-server.ts";
export { sshdProblem, startSshGitServer } from "./ssh-git-server.ts";
