-- The same said to many is one row with its recipients, not a row each: what goes out in one call is stored as one.
ALTER TABLE "delivery" ADD COLUMN "recipients" INTEGER[], ADD COLUMN "pending" INTEGER[];
ALTER TABLE "delivery" DROP COLUMN "batch_id";
DROP TABLE "delivery_batch";

-- One index leads to a person's rows, to all and to those that wait: each index costs every row that is sent.
DROP INDEX "delivery_account_id_idx";
DROP INDEX "delivery_waiting_account";
CREATE INDEX "delivery_account_id_status_idx" ON "delivery"("account_id", "status");
