-- AlterTable
ALTER TABLE "road_map" ADD COLUMN     "next_asked" TEXT;
