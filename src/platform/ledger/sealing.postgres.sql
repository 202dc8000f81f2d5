-- leaves_place: Batch -> none
INSERT INTO ledger_leaf (position, entry)
SELECT :size + ROW_NUMBER() OVER (ORDER BY arrived) - 1, entry FROM ledger_pending
 WHERE arrived >= :first AND arrived <= :last;
