-- As the PostgreSQL schema of the same number: here texts are compared by their bytes as it is.
SELECT 1;
