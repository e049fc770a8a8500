-- Proofs of challenges: the latest of a member and challenge, and the latest that waits to be looked at, by their records.
alter table challenges add column proof bigint, add column waiting_proof bigint;
create index challenges_proofs on challenges (workspace_id, program_id, proof desc) where proof is not null;
create index challenges_waiting_proofs on challenges (workspace_id, program_id, waiting_proof desc) where waiting_proof is not null;
