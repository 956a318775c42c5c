-- What the upstream collector told of doors in other halls: a line of JSON as it came (Kiosk.Journal/Upload/ArrivalOfOtherDoor), nobody's name.
CREATE TABLE told (
    terminal text NOT NULL,
    sequence bigint NOT NULL,
    instant bigint NOT NULL,
    meeting text NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (terminal, sequence, instant)
);

CREATE INDEX told_meeting ON told (meeting);

-- When the upstream collector last said something of a meeting, if only that there is nothing new.
CREATE TABLE hearing (
    meeting text NOT NULL PRIMARY KEY,
    heard bigint NOT NULL
);
