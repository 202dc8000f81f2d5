-- job_lease_take: JobLease -> one JobLease
INSERT INTO job_lease (job, held_until) VALUES (:job, :held_until)
ON CONFLICT (job) DO UPDATE SET held_until = :held_until WHERE job_lease.held_until <= :now
RETURNING job, held_until;
