import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** Writes what the page shows as a picture of the user guide. */
export async function guidePicture(page: Page, name: string): Promise<void> {
  // Few colours are enough for a screen, and a fifth of the bytes.
  await sharp(await page.screenshot())
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(`docs/guide/${name}.png`);
}

/** The same where a journey passes by what no demonstration has, and only with `GUIDE=1`. */
export const passing = async (page: Page, name: string): Promise<void> => {
  if (process.env.GUIDE) await guidePicture(page, name);
};
