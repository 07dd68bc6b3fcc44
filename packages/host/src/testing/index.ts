export { makeBareRepository, makeLargeRepository, processesWith } from "./clones.ts";
export { fingerprint, personGit } from "./repositories.ts";
export { startHttpGitServer } from "./http-git-server.ts";
export { sshdProblem, startSshGitServer } from "./ssh-git-server.ts";
export {
  leaveMark,
  makeTrapPlaces,
  oddNames,
  outsideSecret,
  plantHooks,
  plantInRepository,
  plantInWorktree,
} from "./trap.ts";
