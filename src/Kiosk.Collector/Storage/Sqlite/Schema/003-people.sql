-- As the PostgreSQL schema of the same number; a test compares their tables, columns and keys.

CREATE TABLE province (
    province text NOT NULL PRIMARY KEY,
    imported integer NOT NULL
);

CREATE TABLE member (
    province text NOT NULL,
    tag blob NOT NULL,
    card_number text NOT NULL,
    unit text NOT NULL,
    search text NOT NULL,
    body text NOT NULL,
    is_current integer NOT NULL,
    PRIMARY KEY (province, tag)
);

CREATE INDEX member_unit ON member (unit);

CREATE TABLE meeting (
    meeting text NOT NULL PRIMARY KEY,
    province text NOT NULL,
    opens integer NOT NULL,
    closes integer NOT NULL,
    body text NOT NULL
);

CREATE TABLE invitation (
    meeting text NOT NULL,
    tag blob NOT NULL,
    pseudonym blob NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (meeting, tag)
);

CREATE UNIQUE INDEX invitation_pseudonym ON invitation (meeting, pseudonym);
CREATE INDEX invitation_tag ON invitation (tag);
