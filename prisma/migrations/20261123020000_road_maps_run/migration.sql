-- AlterTable
ALTER TABLE "activity"
ADD COLUMN     "cancelled" TEXT,
ADD COLUMN     "check_every" TEXT,
ADD COLUMN     "event_on" DATE,
ADD COLUMN     "holders" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "one_for_all" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "occurrence" ADD COLUMN     "dropped" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "moved_from" DATE,
ADD COLUMN     "person_id" INTEGER,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "role" TEXT NOT NULL DEFAULT 'curator';

-- Who answers, as it was until now: the curator of each school, the coordinator, or both.
UPDATE "activity" SET "holders" = CASE "audience"
  WHEN 'schools' THEN ARRAY['curator']
  WHEN 'municipality' THEN ARRAY['coordinator']
  ELSE ARRAY['curator', 'coordinator'] END;
UPDATE "assignment" SET "role" = 'coordinator' WHERE "school_id" IS NULL;
ALTER TABLE "activity" DROP COLUMN "audience";

-- CreateTable
CREATE TABLE "evidence" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "file_id" TEXT,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "move_request" (
    "id" SERIAL NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'asked',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by_id" INTEGER,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "move_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "informing" (
    "occurrence_id" INTEGER NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "due" DATE,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "informing_pkey" PRIMARY KEY ("occurrence_id")
);

-- CreateTable
CREATE TABLE "responsible" (
    "municipality_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "holders" TEXT[],
    "mapped_by_id" INTEGER NOT NULL,
    "mapped_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "responsible_pkey" PRIMARY KEY ("municipality_id","key")
);

-- CreateTable
CREATE TABLE "reminder_policy" (
    "municipality_id" INTEGER NOT NULL,
    "before" INTEGER[],
    "after" INTEGER[],
    "hour" TEXT NOT NULL,

    CONSTRAINT "reminder_policy_pkey" PRIMARY KEY ("municipality_id")
);

-- CreateTable
CREATE TABLE "absence" (
    "person_id" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE NOT NULL,
    "deputy_id" INTEGER,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE INDEX "evidence_assignment_id_idx" ON "evidence"("assignment_id");

-- CreateIndex
CREATE INDEX "move_request_assignment_id_idx" ON "move_request"("assignment_id");

-- CreateIndex
CREATE INDEX "informing_municipality_id_due_idx" ON "informing"("municipality_id", "due");

-- CreateIndex
CREATE INDEX "absence_deputy_id_idx" ON "absence"("deputy_id");

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "move_request" ADD CONSTRAINT "move_request_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "move_request" ADD CONSTRAINT "move_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "informing" ADD CONSTRAINT "informing_occurrence_id_fkey" FOREIGN KEY ("occurrence_id") REFERENCES "occurrence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "informing" ADD CONSTRAINT "informing_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "responsible" ADD CONSTRAINT "responsible_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_policy" ADD CONSTRAINT "reminder_policy_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
