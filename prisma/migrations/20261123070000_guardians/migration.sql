-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "given_by_id" INTEGER;

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "child_id" INTEGER;

-- CreateTable
CREATE TABLE "guardian" (
    "child_id" INTEGER NOT NULL,
    "parent_id" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guardian_pkey" PRIMARY KEY ("child_id","parent_id")
);

-- CreateIndex
CREATE INDEX "guardian_parent_id_idx" ON "guardian"("parent_id");

-- AddForeignKey
ALTER TABLE "guardian" ADD CONSTRAINT "guardian_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardian" ADD CONSTRAINT "guardian_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
