-- The same said to many is one row with its recipients, not a row each: what goes out in one call is stored as one.
ALTER TABLE "delivery" ADD COLUMN "recipients" INTEGER[], ADD COLUMN "pending" INTEGER[];
ALTER TABLE "delivery" DROP COLUMN "batch_id";
DROP TABLE "delivery_batch";
