-- As the PostgreSQL schema of the same number.

-- mode 1: at a meeting; outcome 1: admitted, 5: undone, 6: absence noted.
DROP INDEX frame_arrival;
CREATE INDEX frame_attendance ON frame (context) WHERE mode = 1 AND outcome IN (1, 5, 6);

CREATE TABLE account (
    name text NOT NULL PRIMARY KEY,
    role text NOT NULL,
    password_hash text NOT NULL,
    security_stamp text NOT NULL,
    failures integer NOT NULL,
    locked_until integer NOT NULL,
    created integer NOT NULL
);

CREATE TABLE look (
    id text NOT NULL PRIMARY KEY,
    instant integer NOT NULL,
    account text NOT NULL,
    meeting text NOT NULL,
    page text NOT NULL
);
