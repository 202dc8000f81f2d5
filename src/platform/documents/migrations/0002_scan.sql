-- what the virus scanner said of a file when it was handed in; what it found harmful was not taken
ALTER TABLE file ADD COLUMN verdict TEXT NOT NULL DEFAULT 'unscanned'; -- unscanned, clean
ALTER TABLE file ADD COLUMN scanned_at BIGINT; -- NULL: it was not
