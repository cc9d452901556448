-- AlterTable
ALTER TABLE "response" ADD COLUMN     "campaign_id" INTEGER;

-- CreateTable
CREATE TABLE "campaign" (
    "id" SERIAL NOT NULL,
    "municipality_id" INTEGER NOT NULL,
    "school_id" INTEGER,
    "questionnaire" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "roles" TEXT[],
    "school_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "follows_id" INTEGER,
    "wave" INTEGER NOT NULL DEFAULT 1,
    "started_on" DATE NOT NULL,
    "due" DATE NOT NULL,
    "reminds" BOOLEAN NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipient" (
    "campaign_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "school_id" INTEGER,
    "excluded" TEXT,
    "answered" BOOLEAN NOT NULL DEFAULT false,
    "reminders" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "recipient_pkey" PRIMARY KEY ("campaign_id","person_id")
);

-- CreateTable
CREATE TABLE "anonymous_reply" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "campaign_id" INTEGER NOT NULL,
    "school_id" INTEGER,
    "answers" JSONB NOT NULL,

    CONSTRAINT "anonymous_reply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "campaign_municipality_id_idx" ON "campaign"("municipality_id");

-- CreateIndex
CREATE INDEX "recipient_person_id_idx" ON "recipient"("person_id");

-- CreateIndex
CREATE INDEX "anonymous_reply_campaign_id_idx" ON "anonymous_reply"("campaign_id");

-- CreateIndex
CREATE UNIQUE INDEX "response_campaign_id_person_id_key" ON "response"("campaign_id", "person_id");

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_follows_id_fkey" FOREIGN KEY ("follows_id") REFERENCES "campaign"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "anonymous_reply" ADD CONSTRAINT "anonymous_reply_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


