-- What each terminal said of itself last: JSON as it came (Kiosk.Journal/Upload/TerminalState), nothing personal.
CREATE TABLE terminal_state (
    terminal text NOT NULL PRIMARY KEY,
    received bigint NOT NULL,
    body text NOT NULL
);

-- What this collector refused of whom it recognised; first_frame is 0 where the batch could not be read.
CREATE TABLE refusal (
    terminal text NOT NULL,
    code text NOT NULL,
    first_frame bigint NOT NULL,
    last_frame bigint NOT NULL,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL,
    times bigint NOT NULL,
    PRIMARY KEY (terminal, code, first_frame)
);
