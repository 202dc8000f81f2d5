-- maintenance_concerned: ConcernedAsked -> many ConcernedMember 5000
SELECT s.member FROM exchange_subsystem s JOIN (
    SELECT r.subject AS subsystem FROM exchange_right r
     WHERE :subject = '' OR r.service = :subject OR SUBSTR(r.service, 1, LENGTH(:subject) + 1) = :subject || '/'
    UNION
    SELECT m.subsystem FROM exchange_right r JOIN exchange_group_member m ON m.group_code = r.subject
     WHERE :subject = '' OR r.service = :subject OR SUBSTR(r.service, 1, LENGTH(:subject) + 1) = :subject || '/'
  ) c ON c.subsystem = s.id
UNION
SELECT s.member FROM exchange_subsystem s JOIN exchange_service v ON v.subsystem = s.id
 WHERE :subject = '' OR v.id = :subject OR SUBSTR(v.id, 1, LENGTH(:subject) + 1) = :subject || '/'
 ORDER BY 1 LIMIT 5000;
