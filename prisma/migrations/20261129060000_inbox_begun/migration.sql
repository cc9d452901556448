-- How often a process that had just started began with this event: one that kills processes is known by it.
ALTER TABLE "inbox" ADD COLUMN "begun" SMALLINT NOT NULL DEFAULT 0;
