-- tile_row: TileKey -> one TileText
SELECT hashes FROM ledger_tile WHERE level = :level AND number = :number;

-- bundle_rows: BundleKey -> many EntryBody 256
SELECT body FROM ledger_entry WHERE number > :first AND number <= :until ORDER BY number;
