-- Who the collected pseudonyms are, as the desk's source folder has it. Few and small beside the frames: on several servers copied whole to each (Citus: reference tables).
-- search holds a name for look-ups: " given-name other words ", lower case, without accents.

CREATE TABLE province (
    province text NOT NULL PRIMARY KEY,
    imported bigint NOT NULL
);

CREATE TABLE member (
    province text NOT NULL,
    tag bytea NOT NULL,
    card_number text NOT NULL,
    unit text NOT NULL,
    search text NOT NULL,
    body text NOT NULL,
    is_current smallint NOT NULL,
    PRIMARY KEY (province, tag)
);

CREATE INDEX member_unit ON member (unit);

CREATE TABLE meeting (
    meeting text NOT NULL PRIMARY KEY,
    province text NOT NULL,
    opens bigint NOT NULL,
    closes bigint NOT NULL,
    body text NOT NULL
);

CREATE TABLE invitation (
    meeting text NOT NULL,
    tag bytea NOT NULL,
    pseudonym bytea NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (meeting, tag)
);

CREATE UNIQUE INDEX invitation_pseudonym ON invitation (meeting, pseudonym);
CREATE INDEX invitation_tag ON invitation (tag);
