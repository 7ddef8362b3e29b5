import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { inject } from 'vitest';
import { APP_ROLE } from '../migrate/app-role.ts';
import { migrate } from '../migrate/migrate.ts';
import { createPool, withDatabase, withLogin } from '../pool.ts';
import { findSlices, type MigrationSource } from '../slices.ts';
import { createDb, type Db } from '../tx.ts';
import type { TestCluster } from './cluster.ts';

export interface TestDatabase {
  /** As the server sees it: the restricted role, every transaction with an actor. */
  readonly db: Db;
  /** As superuser, past all policies: to arrange and to inspect. */
  ownerQuery<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Connection string of the superuser. */
  readonly url: string;
  /** Connection string of the owner, who is no superuser: as on a hosted server. */
  readonly ownerUrl: string;
  /** Connection string of `sojourn_app`. */
  readonly appUrl: string;
  /** Adds the tables and policies of further slices to those of the product. */
  migrate(slices: readonly MigrationSource[]): Promise<void>;
  close(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** An empty database instead of a copy of the migrated template. */
  readonly empty?: boolean;
}

/** A database of its own for one test file: a copy of the migrated template, gone after `close()`. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const cluster = await findCluster();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = options.empty === true ? 'template0' : cluster.template;
  await administer(
    cluster,
    `create database ${name} owner ${cluster.owner.name} template ${template} strategy wal_log`,
  );
  const url = withDatabase(cluster.url, name);
  const appUrl = withLogin(url, APP_ROLE, cluster.appPassword);
  const owner = createPool({ url, max: 4 });
  const db = createDb(createPool({ url: appUrl, max: 8 }));
  return {
    db,
    url,
    ownerUrl: withLogin(url, cluster.owner.name, cluster.owner.password),
    appUrl,
    async ownerQuery<Row>(sql: string, params: readonly unknown[] = []) {
      return (await owner.query(sql, params as unknown[])).rows as Row[];
    },
    async migrate(slices) {
      const pool = createPool({ url: withLogin(url, cluster.owner.name, cluster.owner.password), max: 1 });
      await migrate(pool, [...findSlices(), ...slices], { appPassword: cluster.appPassword }).finally(() =>
        pool.end(),
      );
    },
    async close() {
      await Promise.all([db.close(), owner.end()]);
      await administer(cluster, `drop database ${name} with (force)`);
    },
  };
}

/** Starts the cluster of this run if no other test file has done so yet. */
export async function findCluster(): Promise<TestCluster> {
  const response = await fetch(inject('testClusterEndpoint'));
  const text = await response.text();
  if (!response.ok) throw new Error(`The test database did not start: ${text}`);
  return JSON.parse(text) as TestCluster;
}

async function administer(cluster: TestCluster, sql: string): Promise<void> {
  const admin: Pool = createPool({ url: cluster.url, max: 1 });
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}
