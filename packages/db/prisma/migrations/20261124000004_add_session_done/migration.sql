ALTER TABLE "Session" ADD COLUMN "doneAt" DATETIME;

-- CreateIndex
CREATE INDEX "Run_endedAt_idx" ON "Run"("endedAt");
