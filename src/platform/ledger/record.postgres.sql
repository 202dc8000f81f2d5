-- bundle_rows: BundleKey -> many EntryBody 256
SELECT e.body FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry
 WHERE l.position >= :first AND l.position < :until ORDER BY l.position;
