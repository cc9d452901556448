-- CreateTable
CREATE TABLE "register_entry" (
    "id" SERIAL NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "school_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "patronymic" TEXT,
    "birth_date" DATE,
    "post" TEXT,
    "subject" TEXT,
    "teaching_start" DATE,
    "category" TEXT,
    "school_class" TEXT,
    "person_id" INTEGER,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register_draft" (
    "id" SERIAL NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reading" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "register_draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "register_entry_school_id_kind_idx" ON "register_entry"("school_id", "kind");

-- CreateIndex
CREATE INDEX "register_entry_municipality_id_kind_idx" ON "register_entry"("municipality_id", "kind");

-- CreateIndex
CREATE INDEX "register_entry_person_id_idx" ON "register_entry"("person_id");

-- CreateIndex
CREATE INDEX "register_draft_person_id_idx" ON "register_draft"("person_id");

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
