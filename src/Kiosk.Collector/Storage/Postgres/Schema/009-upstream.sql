-- The certificate by which each terminal is known, and how far its journal was passed on to the upstream collector. terminal is empty for the connection itself.
CREATE TABLE credential (
    terminal text NOT NULL PRIMARY KEY,
    certificate bytea NOT NULL
);

CREATE TABLE upstream (
    terminal text NOT NULL PRIMARY KEY,
    address text NOT NULL,
    progress text NOT NULL,
    receipt_size bigint NOT NULL,
    receipt_note text NOT NULL,
    problem_vietnamese text NOT NULL,
    problem_english text NOT NULL,
    problem_since bigint NOT NULL,
    last_answer bigint NOT NULL
);
