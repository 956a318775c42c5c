-- As the PostgreSQL schema of the same number; a test compares their tables, columns and keys.
CREATE TABLE credential (
    terminal text NOT NULL PRIMARY KEY,
    certificate blob NOT NULL
);

CREATE TABLE upstream (
    terminal text NOT NULL PRIMARY KEY,
    address text NOT NULL,
    progress text NOT NULL,
    receipt_size integer NOT NULL,
    receipt_note text NOT NULL,
    problem_vietnamese text NOT NULL,
    problem_english text NOT NULL,
    problem_since integer NOT NULL,
    last_answer integer NOT NULL
);
