import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Noto Sans for Latin; Amiri for Arabic, which also extracts from a PDF as it was written. */
const FILES = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  '@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf',
  '@expo-google-fonts/amiri/700Bold/Amiri_700Bold.ttf',
];

const resolve = createRequire(import.meta.url).resolve;
let loaded: Promise<Buffer[]> | undefined;

/** The font files, read once. */
export const loadFonts = (): Promise<Buffer[]> => {
  loaded ??= Promise.all(FILES.map((file) => readFile(resolve(file))));
  return loaded;
};
