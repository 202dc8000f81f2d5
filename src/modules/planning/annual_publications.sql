-- annual_publication_insert: AnnualPublication -> none
INSERT INTO annual_publication (year, edition, number, decided_on, content, digest, published_by, published_at)
VALUES (:year, :edition, :number, :decided_on, :content, :digest, :published_by, :published_at);

-- annual_publications_of: AnnualPublication -> many AnnualPublication 100
SELECT year, edition, number, decided_on, digest, published_by, published_at
  FROM annual_publication WHERE year = :year ORDER BY edition DESC LIMIT 100;

-- annual_publications_newest: - -> many AnnualPublication 100
SELECT p.year, p.edition, p.number, p.decided_on, p.digest, p.published_by, p.published_at
  FROM annual_publication p
 WHERE p.edition = (SELECT MAX(x.edition) FROM annual_publication x WHERE x.year = p.year)
 ORDER BY p.year DESC LIMIT 100;

-- annual_publication_by_key: AnnualPublication -> one AnnualPublication
SELECT year, edition, number, decided_on, content, digest, published_by, published_at
  FROM annual_publication WHERE year = :year AND edition = :edition;
