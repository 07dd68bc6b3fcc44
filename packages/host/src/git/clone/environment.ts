import { gitEnvironment, type ConfigEntry } from "../environment.ts";
import { quoted } from "./askpass.ts";
import type { Answers } from "./credentials.ts";
import type { CloneSource } from "@signalbox/shared";

/** A host that does not answer within this is not there. Seconds. */
const connectTimeoutSeconds = 30;

/** By which name a clone's processes are found again when the server that started them is gone. */
export const cloneMarkerName = "SIGNALBOX_CLONE";

/**
 * The environment of `git clone`: hardened, with only the transports that a clone needs. It names the program to ask, and no
 * secret. `person` is the person's environment; of its GIT_ variables none is taken from there.
 */
export function cloneEnvironment(options: {
  source: CloneSource;
  answers: Answers;
  askpassProgram: string;
  marker: string;
  person: Readonly<Record<string, string | undefined>>;
}): Record<string, string | undefined> {
  const { source, answers, askpassProgram } = options;
  const person = Object.entries(options.person).filter(([name]) => !name.startsWith("GIT_"));
  // With secrets of this call, no helper: it would keep what is accepted. Without, the person's own may know the answer.
  const isGiven = answers.password !== null || answers.passphrase !== null;
  return gitEnvironment(
    configFor(source),
    {
      ...Object.fromEntries(person),
      GIT_ASKPASS: askpassProgram,
      SSH_ASKPASS: askpassProgram,
      SSH_ASKPASS_REQUIRE: "force",
      GIT_SSH_COMMAND: sshCommand(answers),
      GCM_INTERACTIVE: "never",
      [cloneMarkerName]: options.marker,
    },
    isGiven ? [] : ["credential.helper"],
  );
}

function configFor(source: CloneSource): ConfigEntry[] {
  // https and ssh both: the person's own settings may put one in the place of the other.
  const transports = source.kind === "local" ? ["file"] : ["https", "ssh"];
  if (source.kind === "http") transports.push("http");
  return [
    ["protocol.allow", "never"],
    ...transports.map((name): ConfigEntry => [`protocol.${name}.allow`, "always"]),
    ["init.templateDir", ""],
    ["http.followRedirects", "initial"],
  ];
}

/** ssh with the person's own settings, but nothing that outlives the clone or that a host could make use of. */
function sshCommand({ password, passphrase, keyPath }: Answers): string {
  const options = [
    "BatchMode=no",
    `ConnectTimeout=${connectTimeoutSeconds}`,
    // Asked once: a second question of the same kind means that the answer was wrong.
    "NumberOfPasswordPrompts=1",
    "ControlMaster=no",
    "ControlPath=none",
    "ForwardAgent=no",
    "ForwardX11=no",
    "ClearAllForwardings=yes",
    "PermitLocalCommand=no",
    "AddKeysToAgent=no",
  ];
  if (keyPath !== null) options.push("IdentitiesOnly=yes");
  // A host that may ask its own questions could ask for the passphrase.
  if (passphrase !== null) options.push("PreferredAuthentications=publickey");
  if (password !== null) options.push("PreferredAuthentications=password,keyboard-interactive");
  const identity = keyPath === null ? "" : ` -i ${quoted(keyPath)}`;
  return `ssh ${options.map((option) => `-o${option}`).join(" ")}${identity}`;
}
