-- Events that other systems have yet to be told of: written with the frame they come from, deleted once delivered. terminal is empty for an event of the collector itself.
CREATE TABLE outbox (
    terminal text NOT NULL,
    id text NOT NULL,
    endpoint text NOT NULL,
    event text NOT NULL,
    meeting text NOT NULL,
    person bytea NOT NULL,
    body text NOT NULL,
    created bigint NOT NULL,
    attempts integer NOT NULL,
    next_attempt bigint NOT NULL,
    is_dead integer NOT NULL,
    last_error text NOT NULL,
    PRIMARY KEY (terminal, id, endpoint)
);

CREATE INDEX outbox_due ON outbox (endpoint, is_dead, next_attempt);

-- Meetings whose end was told.
CREATE TABLE closing (
    meeting text NOT NULL PRIMARY KEY,
    told bigint NOT NULL
);

-- Programs that may read figures and, where so allowed, names. Of a token only the SHA-256 is kept.
CREATE TABLE api_token (
    name text NOT NULL PRIMARY KEY,
    hash bytea NOT NULL,
    may_see_names integer NOT NULL,
    created bigint NOT NULL
);

-- mode 2: procedures; outcome 3: refused.
CREATE INDEX frame_day ON frame (instant) WHERE mode = 2 OR outcome = 3;
