// A program that opens the database of one data folder, as the server does, and says how it went; the tests run it bundled.
// argv: the data folder, then "as-nobody" to give up being root first. Standard input: one line starts it; its end closes.
import { once } from "node:events";
import process from "node:process";
import { DatabaseError, openDatabase } from "../index.ts";

const nobody = 65_534;
const [home = "", identity = ""] = process.argv.slice(2);

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

if (identity === "as-nobody") process.seteuid?.(nobody);
say({ ready: true });
await once(process.stdin, "data");
try {
  const database = await openDatabase({ home });
  say({ opened: true, report: database.report });
  process.stdin.resume();
  await once(process.stdin, "end");
  await database.close();
} catch (error) {
  const code = error instanceof DatabaseError ? error.code : String(error);
  const help = error instanceof DatabaseError ? error.help : [];
  say({ opened: false, code, help });
  process.stdin.destroy();
}
