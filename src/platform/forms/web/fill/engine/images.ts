/** Sizes after fitting the longer edge into `longest` pixels; unchanged when it fits already. */
export function fittedSize(
  width: number,
  height: number,
  longest: number,
): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A picture whose longer edge has at most `longest` pixels; as it came when it fits or cannot be read. */
export async function fitImage(
  picture: Blob & { name?: string },
  longest: number,
): Promise<Blob & { name?: string }> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch {
    return picture;
  }
  const size = fittedSize(bitmap.width, bitmap.height, longest);
  if (size.width === bitmap.width) return picture;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  const type = picture.type === 'image/png' ? 'image/png' : 'image/jpeg';
  const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.85));
  if (!smaller) return picture;
  const ending = type === 'image/png' ? 'png' : 'jpg';
  return new File([smaller], `${(picture.name ?? '').replace(/\.\w+$/, '')}.${ending}`, { type });
}
