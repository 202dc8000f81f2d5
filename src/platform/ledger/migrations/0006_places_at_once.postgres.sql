-- many write at once: places are given by who seals, as before
COMMENT ON TABLE ledger_pending IS 'entries that have no place yet';
COMMENT ON TABLE ledger_leaf IS 'places of entries: dense, and final';
