-- What terminals send. Every key of these tables holds terminal, the column by which Citus distributes them (README.md, "More than one database server").
-- Instants are in 100 ns since 1970-01-01T00:00:00Z, as in a frame.

CREATE TABLE terminal (
    terminal text NOT NULL PRIMARY KEY,
    contiguous bigint NOT NULL,
    highest bigint NOT NULL,
    last_hash bytea NOT NULL,
    subtrees bytea NOT NULL,
    pending_note text NOT NULL,
    receipt_size bigint NOT NULL,
    receipt_note text NOT NULL,
    verifier_key text NOT NULL,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL
);

CREATE TABLE frame (
    terminal text NOT NULL,
    sequence bigint NOT NULL,
    instant bigint NOT NULL,
    mode smallint NOT NULL,
    outcome smallint NOT NULL,
    code integer NOT NULL,
    counts smallint NOT NULL,
    context text NOT NULL,
    door text NOT NULL,
    pseudonym bytea NOT NULL,
    hash bytea NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (terminal, sequence)
);

-- mode 1: at a meeting; outcome 1: admitted.
CREATE INDEX frame_arrival ON frame (context) WHERE mode = 1 AND outcome = 1;

CREATE TABLE receipt (
    terminal text NOT NULL,
    size bigint NOT NULL,
    subtrees bytea NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (terminal, size)
);

CREATE TABLE fork (
    terminal text NOT NULL,
    sequence bigint NOT NULL,
    hash bytea NOT NULL,
    bytes bytea NOT NULL,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL,
    times bigint NOT NULL,
    PRIMARY KEY (terminal, sequence, hash)
);
