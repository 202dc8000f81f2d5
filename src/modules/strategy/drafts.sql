-- draft_insert: DraftRow -> none
INSERT INTO plan_draft (id, file, file_digest, file_name, format, state, revision, reasons, document, document_revision, made_by, made_at,
                        changed_by, changed_at, version)
VALUES (:id, :file, :file_digest, :file_name, :format, :state, :revision, :reasons, :document, :document_revision, :made_by, :made_at,
        :changed_by, :changed_at, :version);

-- draft_text_insert: DraftText -> none
INSERT INTO plan_draft_text (draft, passages) VALUES (:draft, :passages);

-- draft_item_insert: DraftItemRow -> none
INSERT INTO plan_draft_item (draft, number, parent, position, kind, passage, starts, ends, confidence, state, changed_by, changed_at,
                             revision, fields)
VALUES (:draft, :number, :parent, :position, :kind, :passage, :starts, :ends, :confidence, :state, :changed_by, :changed_at, :revision,
        :fields);

-- draft_by_id: DraftRow -> one DraftRow
SELECT id, file, file_digest, file_name, format, state, revision, reasons, document, document_revision, made_by, made_at, changed_by,
       changed_at, version
  FROM plan_draft WHERE id = :id;

-- drafts_newest: - -> many DraftRow 500
SELECT id, file, file_digest, file_name, format, state, revision, reasons, document, document_revision, made_by, made_at, changed_by,
       changed_at, version,
       (SELECT COUNT(*) FROM plan_draft_item i WHERE i.draft = d.id AND i.state <> 'left_out') AS item_count,
       (SELECT COUNT(*) FROM plan_draft_item i WHERE i.draft = d.id AND i.state = 'unsure') AS unsure_count,
       (SELECT COUNT(*) FROM plan_draft_item i WHERE i.draft = d.id AND i.state = 'confirmed') AS confirmed_count
  FROM plan_draft d ORDER BY made_at DESC, id DESC LIMIT 500;

-- draft_update: DraftRow -> none
UPDATE plan_draft
   SET state = :state, revision = :revision, document = :document, document_revision = :document_revision, changed_by = :changed_by,
       changed_at = :changed_at, version = :version
 WHERE id = :id;

-- draft_text_of: DraftText -> one DraftText
SELECT draft, passages FROM plan_draft_text WHERE draft = :draft;

-- draft_items_of: DraftItemRow -> many DraftItemRow 40000
SELECT draft, number, parent, position, kind, passage, starts, ends, confidence, state, changed_by, changed_at, revision, fields
  FROM plan_draft_item WHERE draft = :draft ORDER BY position, number;

-- draft_item_by_number: DraftItemRow -> one DraftItemRow
SELECT draft, number, parent, position, kind, passage, starts, ends, confidence, state, changed_by, changed_at, revision, fields
  FROM plan_draft_item WHERE draft = :draft AND number = :number;

-- draft_item_update: DraftItemRow -> none
UPDATE plan_draft_item
   SET parent = :parent, position = :position, kind = :kind, passage = :passage, starts = :starts, ends = :ends, state = :state,
       changed_by = :changed_by, changed_at = :changed_at, revision = :revision, fields = :fields
 WHERE draft = :draft AND number = :number;

-- draft_positions_shift: DraftItemRow -> none
UPDATE plan_draft_item SET position = position + 1 WHERE draft = :draft AND position >= :position;

-- draft_change_insert: DraftChangeRow -> none
INSERT INTO plan_draft_change (draft, revision, item, what, before, changed_by, changed_at)
VALUES (:draft, :revision, :item, :what, :before, :changed_by, :changed_at);

-- draft_changes_of: DraftChangeRow -> many DraftChangeRow 500
SELECT draft, revision, item, what, before, changed_by, changed_at
  FROM plan_draft_change WHERE draft = :draft AND item = :item ORDER BY revision DESC LIMIT 500;

-- draft_change_first: DraftChangeRow -> one DraftChangeRow
SELECT draft, revision, item, what, before, changed_by, changed_at
  FROM plan_draft_change WHERE draft = :draft AND item = :item ORDER BY revision LIMIT 1;
