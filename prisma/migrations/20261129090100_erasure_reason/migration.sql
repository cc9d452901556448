-- Who has refused, or whose consent counts no more, asks for the destruction without withdrawing anything.
ALTER TABLE "erasure" ADD COLUMN     "reason" TEXT NOT NULL DEFAULT 'withdrawn';
