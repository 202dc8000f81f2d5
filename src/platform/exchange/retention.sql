-- forgotten_until: - -> one Forgotten
SELECT before FROM exchange_forgotten WHERE id = 1;

-- forget_last: Forgetting -> one Forgotten
SELECT COALESCE(MAX(exchange), '') AS before FROM (
    SELECT exchange FROM exchange_record WHERE exchange > :after AND exchange < :before ORDER BY exchange LIMIT 5000) f;

-- heads_forget: Forgetting -> none
UPDATE exchange_record SET head = '' WHERE exchange > :after AND exchange <= :before;

-- bodies_forget: Forgetting -> none
DELETE FROM exchange_body WHERE exchange > :after AND exchange <= :before;

-- forgotten_set: Forgotten -> none
UPDATE exchange_forgotten SET before = :before WHERE id = 1;
