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
  await keptDatabase().choice.put({ id, at: Date.now() });
  return true;
}

export async function choose(offer: Offer, wanted: boolean): Promise<boolean> {
  if (wanted) return renew(offer);
  await keptDatabase().choice.delete(offer.id);
  return true;
}

/** Fetches anew what was chosen; a choice that is no longer offered is dropped. */
export async function renewChoices(offers: readonly Offer[]): Promise<boolean> {
  const known = new Map(offers.map((offer) => [offer.id, offer]));
  let whole = true;
  for (const { id } of await listChoices()) {
    const offer = known.get(id);
    if (!offer) await keptDatabase().choice.delete(id);
    else if (!(await renew(offer))) whole = false;
  }
  return whole;
}
