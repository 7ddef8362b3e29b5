import { connection } from '#platform/ui/connection.ts';
import type { OfflineOffer as Offer } from '#platform/ui/slice.ts';
import { keptDatabase } from './kept.ts';

export const listChoices = () => keptDatabase().choice.toArray();

/** False where not everything could be fetched: what was kept before stays. */
async function renew({ id, keep }: Offer): Promise<boolean> {
  try {
    await keep();
  } catch {
    return false;
  }
  // Without a link each read was answered by what was kept before.
  if (connection.get() === 'offline') return false;
  await keptDatabase().choice.put({ id, at: Date.now() });
  return true;
}

export async function choose(offer: Offer, wanted: boolean): Promise<boolean> {
  if (wanted) return renew(offer);
  await keptDatabase().choice.delete(offer.id);
  return true;
}

/** Fetches anew what was chosen and is offered now: the operation at hand offers its own. */
export async function renewChoices(offers: readonly Offer[]): Promise<boolean> {
  const chosen = new Set((await listChoices()).map(({ id }) => id));
  let whole = true;
  for (const offer of offers) if (chosen.has(offer.id) && !(await renew(offer))) whole = false;
  return whole;
}
