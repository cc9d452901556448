-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "checked_by_id" INTEGER,
ADD COLUMN     "file_id" TEXT,
ADD COLUMN     "signed_on" DATE;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "erasure" (
    "id" SERIAL NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "school_id" INTEGER,
    "person_id" INTEGER NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "subscribed" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "settled_at" TIMESTAMPTZ(3),
    "destroyed" JSONB,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "erasure_pseudonym_key" ON "erasure"("pseudonym");

-- CreateIndex
CREATE INDEX "erasure_person_id_idx" ON "erasure"("person_id");

-- CreateIndex
CREATE INDEX "erasure_status_due_at_idx" ON "erasure"("status", "due_at");

-- AddForeignKey
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
