-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "entry_id" INTEGER,
ADD COLUMN     "first_name" TEXT,
ADD COLUMN     "last_name" TEXT,
ADD COLUMN     "list_id" INTEGER,
ADD COLUMN     "patronymic" TEXT;

-- CreateTable
CREATE TABLE "invitation_list" (
    "id" SERIAL NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school_code" (
    "id" SERIAL NOT NULL,
    "code_hash" TEXT NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "school_id" INTEGER NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "limit" INTEGER NOT NULL,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "school_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "newcomer" (
    "id" SERIAL NOT NULL,
    "school_code_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "role" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "patronymic" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "newcomer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "invitation_list_created_by_id_idx" ON "invitation_list"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "school_code_code_hash_key" ON "school_code"("code_hash");

-- CreateIndex
CREATE INDEX "school_code_school_id_idx" ON "school_code"("school_id");

-- CreateIndex
CREATE UNIQUE INDEX "newcomer_account_id_key" ON "newcomer"("account_id");

-- CreateIndex
CREATE INDEX "newcomer_school_code_id_idx" ON "newcomer"("school_code_id");

-- CreateIndex
CREATE INDEX "invitation_list_id_idx" ON "invitation"("list_id");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "invitation_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "register_entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school_code" ADD CONSTRAINT "school_code_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "newcomer" ADD CONSTRAINT "newcomer_school_code_id_fkey" FOREIGN KEY ("school_code_id") REFERENCES "school_code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "newcomer" ADD CONSTRAINT "newcomer_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;


