/** What is known about an agent's program: enough to find it, to tell whether it can be used, and to help when not. */
export interface AgentProgram {
  /** The name on the PATH. */
  name: string;
  /** The npm package that brings it, for the install command. */
  npmPackage: string;
  /** The oldest version that the adapter was tried with, `major.minor.patch`. */
  minVersion: string;
  login: {
    /** Any of these variables set means that it is logged in. */
    env: readonly string[];
    /** Any of these files there means that it is logged in; `~/…` is in HOME, `${NAME:-~/default}/…` in the folder of a variable. */
    files: readonly string[];
    /** Any of these files there, and nothing of the above, means that it may be logged in some other way: unknown. */
    maybe: readonly string[];
    /** What a person does to log in. */
    help: readonly string[];
  };
}
