// Ignores every polite signal, forks, double-forks into sessions of their own, and holds its pipes: what a stop must end all the same.
import { spawn } from "node:child_process";

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
const deaf = "trap '' INT TERM HUP; while :; do sleep 600; done";
spawn("sh", ["-c", deaf], { stdio: "inherit" });
spawn("sh", ["-c", deaf], { stdio: "inherit", detached: true });
spawn("sh", ["-c", `setsid sh -c "${deaf}" & exit 0`], { stdio: "inherit", detached: true });
setInterval(() => {}, 1000);
setTimeout(() => console.log("ready"), 300);
