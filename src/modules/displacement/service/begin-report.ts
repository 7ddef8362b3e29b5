import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { DocumentFormat } from '#platform/documents/document.ts';
import { enqueue } from '#platform/jobs/store.ts';
import type { FiguresQuery } from './figures.ts';
import { getRound } from './round.ts';

export const REPORT_JOB = 'displacement.write_report';

/** Has the figures set as a document, by a job on behalf of the caller. */
export async function beginReport(
  tx: Tx,
  actor: AuditActor,
  input: FiguresQuery & { format: DocumentFormat },
  now: Date,
): Promise<{ runId: string }> {
  const round = await getRound(tx, input.roundId);
  const runId = await enqueue(tx, REPORT_JOB, input);
  const { tool, category, level, within, format, language } = input;
  await audit(tx, actor, {
    action: 'displacement.report_begun',
    entity: 'displacement.round',
    entityId: round.id,
    operationId: round.operation_id,
    after: { tool, category, level, within: within ?? null, format, language },
    at: now,
  });
  return { runId };
}
