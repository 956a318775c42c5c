-- As the PostgreSQL schema of the same number.
CREATE TABLE terminal_state (
    terminal text NOT NULL PRIMARY KEY,
    received integer NOT NULL,
    body text NOT NULL
);

CREATE TABLE refusal (
    terminal text NOT NULL,
    code text NOT NULL,
    first_frame integer NOT NULL,
    last_frame integer NOT NULL,
    first_seen integer NOT NULL,
    last_seen integer NOT NULL,
    times integer NOT NULL,
    PRIMARY KEY (terminal, code, first_frame)
);
