-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "quiet_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "addressed_by" TEXT,
ADD COLUMN     "quiet_from" TEXT,
ADD COLUMN     "quiet_to" TEXT;

-- What is held back is found again when the trade's clock was moved. Few rows, so a partial index.
CREATE INDEX "delivery_quiet_until_idx" ON "delivery" ("quiet_until") WHERE "quiet_until" IS NOT NULL;

-- When quiet hours that are on at an instant end; null when they are not on. In SQL, for messages are written
-- set-wise. An hour that a DST change skips moves on.
CREATE FUNCTION quiet_end(quiet_from text, quiet_to text, zone text, instant timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN quiet_from IS NULL OR quiet_to IS NULL OR quiet_from = quiet_to THEN NULL
    WHEN quiet_from < quiet_to AND (clock < quiet_from OR clock >= quiet_to) THEN NULL
    WHEN quiet_from > quiet_to AND clock < quiet_from AND clock >= quiet_to THEN NULL
    ELSE (day + CASE WHEN clock >= quiet_to THEN 1 ELSE 0 END + quiet_to::time) AT TIME ZONE zone
  END
  FROM (SELECT (instant AT TIME ZONE zone)::date AS day,
               to_char(instant AT TIME ZONE zone, 'HH24:MI') AS clock) AS wall
$$;
