-- AlterTable
ALTER TABLE "response" ADD COLUMN     "about_id" INTEGER,
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminders" SMALLINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "questionnaire_edition" (
    "id" SERIAL NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "published_by_id" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "questionnaire_edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questionnaire_draft" (
    "id" SERIAL NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "proposed_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "questionnaire_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "observation" (
    "id" SERIAL NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "school_id" INTEGER NOT NULL,
    "questionnaire" TEXT NOT NULL,
    "pupil_id" INTEGER NOT NULL,
    "respondent_id" INTEGER NOT NULL,
    "asked_by_id" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'asked',
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "observation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "response_about_id_idx" ON "response"("about_id");

-- CreateIndex
CREATE INDEX "questionnaire_edition_municipality_id_code_idx" ON "questionnaire_edition"("municipality_id", "code");

-- CreateIndex: one edition is in force
CREATE UNIQUE INDEX "questionnaire_edition_in_force" ON "questionnaire_edition"("municipality_id", "code") WHERE "retired_at" IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "questionnaire_draft_municipality_id_person_id_code_key" ON "questionnaire_draft"("municipality_id", "person_id", "code");

-- CreateIndex
CREATE INDEX "observation_school_id_idx" ON "observation"("school_id");

-- CreateIndex
CREATE INDEX "observation_pupil_id_idx" ON "observation"("pupil_id");

-- CreateIndex
CREATE INDEX "observation_respondent_id_idx" ON "observation"("respondent_id");

-- CreateIndex: nobody is asked twice at a time
CREATE UNIQUE INDEX "observation_open" ON "observation"("questionnaire", "pupil_id", "respondent_id") WHERE "status" = 'asked';

-- CreateIndex: half-done ones are few
CREATE INDEX "response_half_done" ON "response"("id") WHERE "completed_at" IS NULL AND "reminders" < 2;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_about_id_fkey" FOREIGN KEY ("about_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questionnaire_edition" ADD CONSTRAINT "questionnaire_edition_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questionnaire_draft" ADD CONSTRAINT "questionnaire_draft_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_respondent_id_fkey" FOREIGN KEY ("respondent_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
