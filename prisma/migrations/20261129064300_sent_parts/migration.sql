-- Of a text that goes out in several messages: how many of them have gone, so that a retry sends the rest.
ALTER TABLE "delivery" ADD COLUMN "sent_parts" SMALLINT NOT NULL DEFAULT 0;
