import type { FastifyInstance } from 'fastify';
import { type Db, rawQuery } from '#platform/db/tx.ts';

/** `/healthz`: the process answers. `/readyz`: it reaches its database. Neither tells anything else. */
export function addHealth(app: FastifyInstance, db: Db): void {
  app.get('/healthz', { logLevel: 'warn' }, async () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'warn' }, async (_, reply) => {
    try {
      await db.withActor(
        { accountId: null, kind: 'anonymous', permissions: null, requestId: 'readyz' },
        (tx) => rawQuery(tx, 'select 1'),
      );
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'database unreachable' });
    }
  });
}
