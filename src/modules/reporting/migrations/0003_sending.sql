-- what a browser calls the handing-in by which this version was handed in last; '' when it gave it no name
ALTER TABLE report ADD COLUMN sending TEXT NOT NULL DEFAULT '';
