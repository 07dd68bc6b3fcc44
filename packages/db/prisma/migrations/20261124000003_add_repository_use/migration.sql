ALTER TABLE "Repository" ADD COLUMN "lastUsedAt" DATETIME;
ALTER TABLE "Repository" ADD COLUMN "setup" TEXT NOT NULL DEFAULT '{}';

-- The last use, as far as the sessions and runs that there are tell it.
UPDATE "Repository" SET "lastUsedAt" = (
    SELECT max("at") FROM (
        SELECT "createdAt" AS "at" FROM "Session" WHERE "repositoryId" = "Repository"."id"
        UNION ALL
        SELECT "Run"."startedAt" FROM "Run" JOIN "Session" ON "Session"."id" = "Run"."sessionId"
        WHERE "Session"."repositoryId" = "Repository"."id"
    )
);

-- CreateIndex
CREATE INDEX "Repository_lastUsedAt_id_idx" ON "Repository"("lastUsedAt", "id");
