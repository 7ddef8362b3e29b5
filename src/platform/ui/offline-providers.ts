import type { OfflineProvider } from './slice.ts';

const providers: (() => Promise<OfflineProvider>)[] = [];
/** The frame names here what each slice offers to keep. */
export const registerOffline = (load: () => Promise<OfflineProvider>): void => void providers.push(load);
export const offlineProviders = (): readonly (() => Promise<OfflineProvider>)[] => providers;
