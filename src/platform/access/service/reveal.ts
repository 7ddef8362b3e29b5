import { type AuditActor, auditText } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RevealReason } from '../contract/masked.ts';
import { statePurpose } from '../store/opening.ts';

/** How long a revealed value stays on the screen. */
export const SHOWN_SECONDS = 60;

/**
 * States why sealed fields of one record are looked at, and writes it to the log, before they are read: without it the
 * policies of the sealed table show nothing. It holds for this transaction alone, and opens nothing that the relation to
 * the record does not open besides.
 * @param asked `action` such as `protection.case_revealed`; fields are names, never values
 */
export async function stateReveal(
  tx: Tx,
  actor: AuditActor,
  asked: {
    action: `${string}_revealed`;
    entity: string;
    entityId: string;
    officeId?: string | null;
    operationId?: string | null;
    fields: readonly string[];
  } & RevealReason,
  now: Date,
): Promise<void> {
  const { fields, purpose, note, ...event } = asked;
  const entry = auditText(actor, { ...event, after: { fields, purpose }, reason: note, at: now });
  await statePurpose(tx, asked, fields, purpose, entry);
}
