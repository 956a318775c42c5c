-- A meeting's records are those between "MEETING/" and "MEETING0", the character behind the slash: a range that the index serves whatever the database's own order of letters is.
ALTER TABLE frame ALTER COLUMN context TYPE text COLLATE "C";
