-- A server that loses its connection ends what it runs: nothing is cancelled behind its back.
drop function if exists jobs.cancelled_among(uuid[]);
