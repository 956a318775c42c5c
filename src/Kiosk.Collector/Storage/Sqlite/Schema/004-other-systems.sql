-- As the PostgreSQL schema of the same number; a test compares their tables, columns and keys.

CREATE TABLE outbox (
    terminal text NOT NULL,
    id text NOT NULL,
    endpoint text NOT NULL,
    event text NOT NULL,
    meeting text NOT NULL,
    person blob NOT NULL,
    body text NOT NULL,
    created integer NOT NULL,
    attempts integer NOT NULL,
    next_attempt integer NOT NULL,
    is_dead integer NOT NULL,
    last_error text NOT NULL,
    PRIMARY KEY (terminal, id, endpoint)
);

CREATE INDEX outbox_due ON outbox (endpoint, is_dead, next_attempt);

CREATE TABLE closing (
    meeting text NOT NULL PRIMARY KEY,
    told integer NOT NULL
);

CREATE TABLE api_token (
    name text NOT NULL PRIMARY KEY,
    hash blob NOT NULL,
    may_see_names integer NOT NULL,
    created integer NOT NULL
);

CREATE INDEX frame_day ON frame (instant) WHERE mode = 2 OR outcome = 3;
