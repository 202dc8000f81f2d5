-- PostgreSQL takes a statement back in its own way: nothing is to be changed, so the step says what the table is
COMMENT ON TABLE ledger_entry IS 'what happened: appended, never touched again';
