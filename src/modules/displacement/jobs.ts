import type { DocumentFormat } from '#platform/documents/document.ts';
import { makeDocument } from '#platform/documents/make-document.ts';
import type { JobContext, JobDefinition } from '#platform/jobs/job.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { REPORT_JOB } from './service/begin-report.ts';
import { tellClosingRounds } from './service/closing-rounds.ts';
import type { FiguresQuery } from './service/figures.ts';
import { roundReport } from './service/round-report.ts';

/** Reading, setting. */
const STEPS = 2;

export const displacementJobs = (vault: Vault): readonly JobDefinition[] => [
  {
    name: REPORT_JOB,
    async run(context: JobContext<FiguresQuery & { format: DocumentFormat }>) {
      const { db, actor, payload, now, progress } = context;
      const { format, ...query } = payload;
      await progress(0, STEPS, 'reading');
      const { document, round } = await db.withActor(actor, (tx) => roundReport(tx, query, now), {
        isolation: 'repeatable read',
        readOnly: true,
      });
      await progress(1, STEPS, 'setting');
      await makeDocument(context, vault, {
        document,
        format,
        about: {
          entity: 'displacement.round',
          entityId: round.id,
          operationId: round.operationId,
          name: `displacement-report-round-${round.number}-${query.category}-${query.language}`,
        },
      });
      await progress(STEPS, STEPS);
    },
  },
  { name: 'displacement.tell_closing_rounds', cron: '20 4 * * *', quiet: true, run: tellClosingRounds },
];
