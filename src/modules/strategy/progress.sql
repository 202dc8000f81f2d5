-- progress_one: TaskProgress -> one TaskProgress
SELECT task, agency, percent, state, product, note, as_of, finished_on, revision, origin, is_sample, recorded_at
  FROM progress WHERE task = :task AND agency = :agency;

-- progress_every: - -> many TaskProgress 500000
SELECT task, agency, percent, state, product, note, as_of, finished_on, revision, origin, is_sample, recorded_at
  FROM progress ORDER BY task, agency;

-- progress_upsert: TaskProgress -> none
INSERT INTO progress (task, agency, percent, state, product, note, as_of, finished_on, revision, origin, is_sample, recorded_at)
VALUES (:task, :agency, :percent, :state, :product, :note, :as_of, :finished_on, :revision, :origin, :is_sample, :recorded_at)
ON CONFLICT (task, agency) DO UPDATE SET
    percent = :percent, state = :state, product = :product, note = :note, as_of = :as_of, finished_on = :finished_on,
    revision = :revision, origin = :origin, is_sample = :is_sample, recorded_at = :recorded_at;

-- progress_keep_past: TaskProgress -> none
INSERT INTO progress_past (task, agency, revision, percent, state, as_of, origin, recorded_at)
SELECT task, agency, revision, percent, state, as_of, origin, recorded_at FROM progress WHERE task = :task AND agency = :agency;

-- progress_past_by_task: TaskProgress -> many ProgressPast 5000
SELECT agency, revision, percent, state, as_of, origin, recorded_at FROM progress_past
 WHERE task = :task ORDER BY recorded_at DESC, agency;

