-- CreateTable
CREATE TABLE "namesakes" (
    "person_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "said_by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "namesakes_pkey" PRIMARY KEY ("person_id","other_id")
);

-- CreateIndex
CREATE INDEX "namesakes_other_id_idx" ON "namesakes"("other_id");

-- AddForeignKey
ALTER TABLE "namesakes" ADD CONSTRAINT "namesakes_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "namesakes" ADD CONSTRAINT "namesakes_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
