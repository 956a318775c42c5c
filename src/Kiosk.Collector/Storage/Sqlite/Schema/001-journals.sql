-- As the PostgreSQL schema of the same number; a test compares their tables, columns and keys.

CREATE TABLE terminal (
    terminal text NOT NULL PRIMARY KEY,
    contiguous integer NOT NULL,
    highest integer NOT NULL,
    last_hash blob NOT NULL,
    subtrees blob NOT NULL,
    pending_note text NOT NULL,
    receipt_size integer NOT NULL,
    receipt_note text NOT NULL,
    verifier_key text NOT NULL,
    first_seen integer NOT NULL,
    last_seen integer NOT NULL
);

CREATE TABLE frame (
    terminal text NOT NULL,
    sequence integer NOT NULL,
    instant integer NOT NULL,
    mode integer NOT NULL,
    outcome integer NOT NULL,
    code integer NOT NULL,
    counts integer NOT NULL,
    context text NOT NULL,
    door text NOT NULL,
    pseudonym blob NOT NULL,
    hash blob NOT NULL,
    bytes blob NOT NULL,
    PRIMARY KEY (terminal, sequence)
);

-- mode 1: at a meeting; outcome 1: admitted.
CREATE INDEX frame_arrival ON frame (context) WHERE mode = 1 AND outcome = 1;

CREATE TABLE receipt (
    terminal text NOT NULL,
    size integer NOT NULL,
    subtrees blob NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (terminal, size)
);

CREATE TABLE fork (
    terminal text NOT NULL,
    sequence integer NOT NULL,
    hash blob NOT NULL,
    bytes blob NOT NULL,
    first_seen integer NOT NULL,
    last_seen integer NOT NULL,
    times integer NOT NULL,
    PRIMARY KEY (terminal, sequence, hash)
);
