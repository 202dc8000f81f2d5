-- composing_of: ComposingDay -> one ComposingDay
SELECT asked_on, asked, answered FROM search_composing WHERE asked_on = :asked_on;

-- composing_count: ComposingDay -> none
INSERT INTO search_composing (asked_on, asked, answered) VALUES (:asked_on, :asked, :answered)
ON CONFLICT (asked_on) DO UPDATE SET asked = search_composing.asked + excluded.asked,
                                answered = search_composing.answered + excluded.answered;
