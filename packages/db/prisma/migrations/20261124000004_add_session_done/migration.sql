ALTER TABLE "Session" ADD COLUMN "doneAt" DATETIME;

-- CreateIndex
CREATE INDEX "Session_newest_idx" ON "Session"("id", "repositoryId", "status", "doneAt", "orchestrator", "agent");
CREATE INDEX "Session_changed_idx" ON "Session"("updatedAt", "id", "repositoryId", "status", "doneAt", "orchestrator", "agent");
CREATE INDEX "Session_name_idx" ON "Session"("name" COLLATE NOCASE, "id", "repositoryId", "status", "doneAt", "orchestrator", "agent");
CREATE INDEX "Session_counts_idx" ON "Session"("repositoryId", "status", "doneAt", "orchestrator", "agent");

-- CreateIndex
CREATE INDEX "Run_activity_idx" ON "Run"("endedAt", "sessionId", "status", "startedAt", "costUsd", "costEstimated", "inputTokens", "outputTokens");
