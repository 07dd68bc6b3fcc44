ALTER TABLE "Session" ADD COLUMN "orchestrator" TEXT NOT NULL DEFAULT 'ralph';
