-- mode 1: at a meeting; outcome 1: admitted, 2: in already, 5 and 8: undone, 6: absence noted, 7: went out, 9 and 10: a delegate and the alternate in their place.
DROP INDEX frame_attendance;
CREATE INDEX frame_attendance ON frame (context) WHERE mode = 1 AND outcome IN (1, 2, 5, 6, 7, 8, 9, 10);
