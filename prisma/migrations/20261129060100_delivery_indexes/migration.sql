-- What waits is found by the partial index "delivery_waiting"; this one only cost every row that is sent.
DROP INDEX "delivery_messenger_status_priority_id_idx";
