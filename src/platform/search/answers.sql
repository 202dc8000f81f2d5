-- composing_of: ChatDay -> one ChatDay
SELECT asked_on, asked, answered FROM search_composing WHERE asked_on = :asked_on;

-- composing_count: ChatDay -> none
INSERT INTO search_composing (asked_on, asked, answered) VALUES (:asked_on, :asked, :answered)
ON CONFLICT (asked_on) DO UPDATE SET asked = search_composing.asked + excluded.asked,
                                answered = search_composing.answered + excluded.answered;
