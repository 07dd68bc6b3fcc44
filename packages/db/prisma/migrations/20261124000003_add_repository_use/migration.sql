ALTER TABLE "Repository" ADD COLUMN "lastUsedAt" DATETIME;
ALTER TABLE "Repository" ADD COLUMN "setup" TEXT NOT NULL DEFAULT '{}';

-- CreateIndex
CREATE INDEX "Repository_lastUsedAt_id_idx" ON "Repository"("lastUsedAt", "id");
