-- mode 2: procedures; mode 4, outcome 4: a terminal's own notes, such as its starts.
CREATE INDEX frame_procedure ON frame (instant) WHERE mode = 2 AND outcome = 1;
CREATE INDEX frame_note ON frame (terminal, sequence) WHERE mode = 4 AND outcome = 4;
