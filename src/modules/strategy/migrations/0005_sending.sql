-- what a browser calls one handing-in, so that the same sent twice is one; '' when the sender gave it no name
ALTER TABLE submission ADD COLUMN sending TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX submission_sending ON submission (entered_by, sending) WHERE sending <> '';
