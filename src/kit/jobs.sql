-- job_lease_take: JobLease -> one JobLease
INSERT INTO job_lease (job, held_until) VALUES (:job, :held_until)
ON CONFLICT (job) DO UPDATE SET held_until = :held_until
 WHERE job_lease.held_until <= :now OR job_lease.held_until > :held_until + 60000000 -- the clock was set back since
RETURNING job, held_until;
