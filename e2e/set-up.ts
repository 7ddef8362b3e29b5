import type { Page } from 'playwright-core';
import type { Product } from './product.ts';

/** The first administrator of an agency that was just set up. */
export const me = { email: 'ada.norel@agency.example', password: 'a quiet river under stars' };

/** Sets the fresh product up through its API; the page is signed in afterwards. */
export async function setUp(page: Page, product: Pick<Product, 'url' | 'output'>): Promise<void> {
  const made = await page.request.post(`${product.url}/api/set-up`, {
    data: {
      ...me,
      setUpCode: /set-up code ([A-Z0-9-]+)/.exec(product.output())?.[1] ?? '',
      agencyName: 'Agency of the Isles',
      name: 'Ada Norel',
      language: 'en',
      office: { code: 'HQ', name: 'Head office' },
      operation: { code: 'QY-DTM', name: 'Quelyra response', country: 'QY' },
    },
  });
  if (made.status() !== 200) throw new Error(`Set-up answered ${made.status()}: ${await made.text()}`);
}
