-- mode 1: at a meeting; outcome 1: admitted, 5: undone, 6: absence noted.
DROP INDEX frame_arrival;
CREATE INDEX frame_attendance ON frame (context) WHERE mode = 1 AND outcome IN (1, 5, 6);

-- Who may sign in to the page. password_hash is empty for one who signs in elsewhere (OpenID Connect).
CREATE TABLE account (
    name text NOT NULL PRIMARY KEY,
    role text NOT NULL,
    password_hash text NOT NULL,
    security_stamp text NOT NULL,
    failures bigint NOT NULL,
    locked_until bigint NOT NULL,
    created bigint NOT NULL
);

-- Who looked at names, when, and at what.
CREATE TABLE look (
    id text NOT NULL PRIMARY KEY,
    instant bigint NOT NULL,
    account text NOT NULL,
    meeting text NOT NULL,
    page text NOT NULL
);
