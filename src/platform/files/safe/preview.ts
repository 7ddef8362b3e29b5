import sharp from 'sharp';

/** Longest side of a preview in pixels. */
const PREVIEW_SIDES = { small: 320, large: 1600 } as const;
/** More pixels than any camera in the field has: such a picture is made to overwhelm whoever decodes it. */
const MOST_PIXELS = 150_000_000;
const LONGEST_SECONDS = 30;

const PREVIEWED = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff']);
export const canPreview = (contentType: string): boolean => PREVIEWED.has(contentType);

export type Previews = { small: Buffer; large: Buffer };

/**
 * Small pictures of a picture, upright and with nothing but pixels in them.
 * @returns `too_large` for more pixels than are decoded, `broken` for what cannot be read as a picture
 */
export async function makePreviews(bytes: Buffer): Promise<Previews | 'too_large' | 'broken'> {
  const open = () =>
    sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1, sequentialRead: true });
  try {
    const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MOST_PIXELS) return 'too_large';
    const shrink = (side: number): Promise<Buffer> =>
      open()
        .autoOrient()
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 75 })
        .timeout({ seconds: LONGEST_SECONDS })
        .toBuffer();
    const large = await shrink(PREVIEW_SIDES.large);
    return { small: await shrink(PREVIEW_SIDES.small), large };
  } catch {
    return 'broken';
  }
}
