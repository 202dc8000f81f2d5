-- preference_of: Preference -> one Preference
SELECT account, id, address, confirmed_at, wanted, code, code_until, code_tries, secret, mail_low, mail_normal, mail_high,
       rhythm, daily_hour, quiet_from, quiet_to, language, daily_on, trouble, trouble_at
  FROM notice_preference WHERE account = :account;

-- preference_by_secret: Preference -> one Preference
SELECT account, id, address, confirmed_at, wanted, code, code_until, code_tries, secret, mail_low, mail_normal, mail_high,
       rhythm, daily_hour, quiet_from, quiet_to, language, daily_on, trouble, trouble_at
  FROM notice_preference WHERE secret = :secret;

-- preference_put: Preference -> none
INSERT INTO notice_preference (account, id, address, confirmed_at, wanted, code, code_until, code_tries, secret, mail_low,
       mail_normal, mail_high, rhythm, daily_hour, quiet_from, quiet_to, language, daily_on, trouble, trouble_at)
VALUES (:account, :id, :address, :confirmed_at, :wanted, :code, :code_until, :code_tries, :secret, :mail_low,
       :mail_normal, :mail_high, :rhythm, :daily_hour, :quiet_from, :quiet_to, :language, :daily_on, :trouble, :trouble_at)
ON CONFLICT (account) DO UPDATE SET address = :address, confirmed_at = :confirmed_at, wanted = :wanted, code = :code,
       code_until = :code_until, code_tries = :code_tries, mail_low = :mail_low, mail_normal = :mail_normal,
       mail_high = :mail_high, rhythm = :rhythm, daily_hour = :daily_hour, quiet_from = :quiet_from, quiet_to = :quiet_to,
       language = :language, daily_on = :daily_on, trouble = :trouble, trouble_at = :trouble_at;

-- preferences_with_waiting: - -> many Preference 500
SELECT account, id, address, confirmed_at, wanted, code, code_until, code_tries, secret, mail_low, mail_normal, mail_high,
       rhythm, daily_hour, quiet_from, quiet_to, language, daily_on, trouble, trouble_at
  FROM notice_preference
 WHERE confirmed_at IS NOT NULL AND rhythm <> 'never'
   AND EXISTS (SELECT 1 FROM notice WHERE notice.account = notice_preference.account AND notice.mail = 'waiting'
                  AND notice.read_at IS NULL)
 ORDER BY account LIMIT 500;

-- preference_set_daily: Preference -> none
UPDATE notice_preference SET daily_on = :daily_on WHERE account = :account;

-- preference_set_trouble: Preference -> none
UPDATE notice_preference SET trouble = :trouble, trouble_at = :trouble_at WHERE account = :account;
