/** What an administrator may tune; everything else is fixed below. */
export interface ClusterTuning {
  /** Megabytes of Postgres's own cache; the operating system's cache does the rest. */
  readonly sharedBuffersMb?: number;
  /** Tests only: gives up durability for speed. */
  readonly unsafeNoFsync?: boolean;
}

/** Server settings for a small machine: idle server and Postgres together stay below 350 MB. */
export function clusterSettings(tuning: ClusterTuning): Record<string, string> {
  const durable = tuning.unsafeNoFsync !== true;
  return {
    shared_buffers: `${tuning.sharedBuffersMb ?? 64}MB`,
    max_connections: '60',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    random_page_cost: '1.1',
    jit: 'off',
    wal_compression: 'on',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    min_wal_size: durable ? '80MB' : '32MB',
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',
    max_worker_processes: '4',
    max_parallel_workers_per_gather: '1',
    autovacuum_max_workers: '2',
    max_locks_per_transaction: '256',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    lc_messages: 'C',
    // Statements and row values are data of people: the log keeps what the server did, not what was asked of it.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: '../log',
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_file_mode: '0600',
  };
}
