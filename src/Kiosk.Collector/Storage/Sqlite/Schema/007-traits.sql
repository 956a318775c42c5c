-- As the PostgreSQL schema of the same number.
ALTER TABLE member ADD COLUMN traits text NOT NULL DEFAULT '';
