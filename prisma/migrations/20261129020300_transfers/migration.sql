-- CreateTable
CREATE TABLE "transfer" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "to_school_id" INTEGER NOT NULL,
    "from_school_id" INTEGER,
    "roles" TEXT[],
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "transfer_person_id_key" ON "transfer"("person_id");

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_to_school_id_fkey" FOREIGN KEY ("to_school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
