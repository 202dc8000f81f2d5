-- annual_publication_insert: AnnualPublication -> none
INSERT INTO annual_publication (year, edition, number, decided_on, content, digest, published_by, published_at)
VALUES (:year, :edition, :number, :decided_on, :content, :digest, :published_by, :published_at);

-- annual_publications_of: AnnualPublication -> many AnnualPublication 100
SELECT year, edition, number, decided_on, digest, published_by, published_at
  FROM annual_publication WHERE year = :year ORDER BY edition DESC LIMIT 100;

-- annual_publication_newest: - -> many AnnualPublication 1
SELECT year, edition, number, decided_on, digest, published_by, published_at
  FROM annual_publication ORDER BY year DESC, edition DESC LIMIT 1;

-- annual_publication_by_key: AnnualPublication -> one AnnualPublication
SELECT year, edition, number, decided_on, content, digest, published_by, published_at
  FROM annual_publication WHERE year = :year AND edition = :edition;
