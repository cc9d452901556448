-- AlterTable
ALTER TABLE "road_map" ADD COLUMN     "next_declined" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "calendar_feed" (
    "person_id" INTEGER NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_secret_hash_key" ON "calendar_feed"("secret_hash");

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
