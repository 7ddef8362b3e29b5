import type { Actor, Tx } from '#platform/db/tx.ts';
import { translator } from '#platform/i18n/messages.ts';
import { completeTasks, createTask } from '#platform/tasks/tasks.ts';
import type { ReviewState } from '../contract/shapes.ts';
import { formsMessages } from '../messages/catalogue.ts';
import { findLanguage, mayCorrect } from '../store/record.ts';

const KEY = 'correction';
const DAYS = 3;
const DAY_MS = 86_400_000;

const nameOf = (recordId: string) => ({ entity: 'forms.record', entityId: recordId });

/**
 * A record in which somebody found issues is a task of the person who sent it, until it was corrected or judged anew; of
 * the officers, where that person opens no records. What came from a device is corrected on the device, or in the list.
 */
export async function followReview(
  tx: Tx,
  actor: Actor,
  record: { id: string; operationId: string; state: ReviewState; author?: string | null },
  now: Date,
): Promise<void> {
  if (record.state !== 'has_issues') {
    await completeTasks(tx, actor, nameOf(record.id), KEY, now);
    return;
  }
  if (!record.author || record.author === actor.accountId) return;
  const t = await translator(formsMessages, await findLanguage(tx, actor.accountId));
  const day = new Date(now.getTime() + DAYS * DAY_MS).toISOString().slice(0, 10);
  await createTask(
    tx,
    actor,
    {
      title: t('task.correction'),
      record: nameOf(record.id),
      key: KEY,
      ownerId: (await mayCorrect(tx, record.author, record.operationId)) ? record.author : null,
      roleId: 'displacement-officer',
      due: { local: `${day}T17:00`, zone: 'UTC' },
      remindBefore: 'P1D',
    },
    now,
  );
}
