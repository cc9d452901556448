-- AlterTable
ALTER TABLE "activity" ADD COLUMN     "optional" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "template_changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "template_row_id" INTEGER;

-- AlterTable
ALTER TABLE "occurrence" ADD COLUMN     "copied_from" INTEGER;

-- AlterTable
ALTER TABLE "road_map" ADD COLUMN     "approval" TEXT,
ADD COLUMN     "approval_at" TIMESTAMPTZ(3),
ADD COLUMN     "school_id" INTEGER,
ADD COLUMN     "send_by" DATE,
ADD COLUMN     "template_id" INTEGER;

-- AlterTable
ALTER TABLE "road_map_draft" ADD COLUMN     "school_id" INTEGER;

-- CreateTable
CREATE TABLE "approval_record" (
    "id" SERIAL NOT NULL,
    "road_map_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "approval_record_road_map_id_idx" ON "approval_record"("road_map_id");

-- AddForeignKey
ALTER TABLE "road_map" ADD CONSTRAINT "road_map_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "road_map" ADD CONSTRAINT "road_map_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "road_map"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_record" ADD CONSTRAINT "approval_record_road_map_id_fkey" FOREIGN KEY ("road_map_id") REFERENCES "road_map"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_record" ADD CONSTRAINT "approval_record_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_template_row_id_fkey" FOREIGN KEY ("template_row_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- A school has one plan beside a road map; few road maps are a school's.
CREATE UNIQUE INDEX "road_map_school_plan" ON "road_map"("template_id", "school_id") WHERE "template_id" IS NOT NULL AND NOT "replaced";
CREATE INDEX "road_map_of_school" ON "road_map"("school_id") WHERE "school_id" IS NOT NULL;
CREATE INDEX "activity_of_template" ON "activity"("template_row_id") WHERE "template_row_id" IS NOT NULL;
CREATE INDEX "occurrence_copied_from" ON "occurrence"("copied_from") WHERE "copied_from" IS NOT NULL;
