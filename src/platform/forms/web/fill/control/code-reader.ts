import {
  BinaryBitmap,
  HTMLCanvasElementLuminanceSource,
  HybridBinarizer,
  MultiFormatReader,
} from '@zxing/library';

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}

/** Reads the code in a picture; undefined where there is none. */
export type ReadCode = (
  source: CanvasImageSource,
  width: number,
  height: number,
) => Promise<string | undefined>;

/** The browser's own reader where it has one (most phones), else one that came along. */
export function createCodeReader(): ReadCode {
  const { BarcodeDetector } = window as unknown as { BarcodeDetector?: new () => Detector };
  if (BarcodeDetector) {
    const detector = new BarcodeDetector();
    return async (source) => (await detector.detect(source).catch(() => []))[0]?.rawValue;
  }
  const reader = new MultiFormatReader();
  const canvas = document.createElement('canvas');
  return async (source, width, height) => {
    if (width === 0 || height === 0) return undefined;
    Object.assign(canvas, { width, height });
    canvas.getContext('2d', { willReadFrequently: true })?.drawImage(source, 0, 0, width, height);
    try {
      return reader
        .decode(new BinaryBitmap(new HybridBinarizer(new HTMLCanvasElementLuminanceSource(canvas))))
        .getText();
    } catch {
      return undefined;
    }
  };
}

/** The code in a picture that was chosen. */
export async function readPicture(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return undefined;
  const scale = Math.min(1, 1600 / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  return createCodeReader()(bitmap, width, height);
}
