/** Runs a migration in a process of its own, which a test kills: url, slice, folder and password come as arguments. */
import { migrate } from '../../migrate/migrate.ts';
import { createPool } from '../../pool.ts';
import { PLATFORM_SLICE } from '../../slices.ts';

const [url = '', slice = '', folder = '', appPassword = ''] = process.argv.slice(2);
const pool = createPool({ url, max: 1, statementTimeoutMs: 0 });
const report = await migrate(pool, [PLATFORM_SLICE, { slice, folder }], { appPassword });
await pool.end();
process.stdout.write(`applied ${report.applied.length}\n`);
