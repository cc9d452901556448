-- What goes out in one call is noted in one row before the call, instead of in each of its deliveries.
CREATE TABLE "delivery_batch" (
    "id" BIGINT NOT NULL,
    "messenger" TEXT NOT NULL,
    "rows" BIGINT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_batch_pkey" PRIMARY KEY ("id")
);
