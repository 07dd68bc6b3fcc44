import { expect, test } from "vitest";
import { effectsOf } from "./migration-history.ts";

test("tables, columns and indexes that a script adds are found, comments and updates of rows are not", () => {
  const sql = `-- CreateTable
CREATE TABLE "Note" (
    "id" TEXT NOT NULL PRIMARY KEY
);

-- CreateIndex; "CREATE TABLE "Comment" (
CREATE UNIQUE INDEX "Note_id_key" ON "Note"("id");
CREATE INDEX "Note_idx" ON "Note"("id");
ALTER TABLE "Session" ADD COLUMN "note" TEXT NOT NULL DEFAULT 'none';
UPDATE "Session" SET "note" = (
    SELECT max("id") FROM "Note"
);
`;
  expect(effectsOf(sql)).toEqual([
    { kind: "table", name: "Note", table: "" },
    { kind: "index", name: "Note_id_key", table: "" },
    { kind: "index", name: "Note_idx", table: "" },
    { kind: "column", name: "note", table: "Session" },
  ]);
});

test.each([
  `UPDATE "Session" SET "name" = '';`,
  `ALTER TABLE "Session" DROP COLUMN "name";`,
  `ALTER TABLE "Session" ADD COLUMN "a" TEXT; DROP TABLE "Run";`,
  "-- nothing\n",
])(
  "a script that does more than add and update, or adds nothing, cannot be looked up: %s",
  (sql) => {
    expect(effectsOf(sql)).toBeNull();
  },
);
