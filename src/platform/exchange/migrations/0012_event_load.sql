-- how many events of a room wait for its subscribers, or are dead, as it was weighed last; counted for each subscriber
CREATE TABLE exchange_room_load (
    room    TEXT   NOT NULL PRIMARY KEY,
    waiting BIGINT NOT NULL,
    dead    BIGINT NOT NULL
);
CREATE INDEX exchange_delivery_state ON exchange_delivery (subscription, state);
