-- run_insert: FillingRun -> none
INSERT INTO filling_run (id, binding, at, outcome, found, written, same, overruled, message_id, request_id, file, key_id,
                         signature, actor, event)
VALUES (:id, :binding, :at, :outcome, :found, :written, :same, :overruled, :message_id, :request_id, :file, :key_id, :signature,
        :actor, :event);

-- run_fault_insert: RunFault -> none
INSERT INTO filling_fault (run, number, about, value, sentence, english)
VALUES (:run, :number, :about, :value, :sentence, :english);

-- runs_of_binding: FillingRun -> many FillingRun 50
SELECT id, binding, at, outcome, found, written, same, overruled, message_id, request_id, file, key_id, signature, actor,
       event
  FROM filling_run WHERE binding = :binding ORDER BY id DESC LIMIT 50;

-- run_newest_of: FillingRun -> one FillingRun
SELECT id, binding, at, outcome, found, written, same, overruled, message_id, request_id, file, key_id, signature, actor,
       event
  FROM filling_run WHERE binding = :binding ORDER BY id DESC LIMIT 1;

-- run_by_file: FillingRun -> one FillingRun
SELECT id, binding, at, outcome, found, written, same, overruled, message_id, request_id, file, key_id, signature, actor,
       event
  FROM filling_run WHERE binding = :binding AND message_id = :message_id AND file <> '' AND outcome = 'done';

-- run_faults_of: RunFault -> many RunFault 200
SELECT run, number, about, value, sentence, english FROM filling_fault WHERE run = :run ORDER BY number;
