-- What waits is little, what is done is much: indexes of the waiting rows alone.
-- Partial indexes are not part of Prisma's schema language, so they stand here only.
CREATE INDEX "inbox_waiting" ON "inbox" ("messenger", "user_id", "id") WHERE "handled_at" IS NULL;
CREATE INDEX "delivery_waiting" ON "delivery" ("messenger", "priority", "id") WHERE "status" = 'waiting';
CREATE INDEX "delivery_waiting_account" ON "delivery" ("account_id") WHERE "status" = 'waiting';
