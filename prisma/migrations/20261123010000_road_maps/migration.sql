-- AlterTable
ALTER TABLE "road_map" ADD COLUMN     "replaced" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "activity" ADD COLUMN     "extra" JSONB NOT NULL DEFAULT '[]';

-- CreateIndex
CREATE INDEX "road_map_municipality_id_idx" ON "road_map"("municipality_id");

-- CreateIndex
CREATE INDEX "occurrence_activity_id_idx" ON "occurrence"("activity_id");
