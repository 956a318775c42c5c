-- As the PostgreSQL schema of the same number; a test compares their tables, columns and keys.
CREATE TABLE told (
    terminal text NOT NULL,
    sequence integer NOT NULL,
    instant integer NOT NULL,
    meeting text NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (terminal, sequence, instant)
);

CREATE INDEX told_meeting ON told (meeting);

-- When the upstream collector last said something of a meeting, if only that there is nothing new.
CREATE TABLE hearing (
    meeting text NOT NULL PRIMARY KEY,
    heard integer NOT NULL
);
