import { localStorageColorSchemeManager } from '@mantine/core';

export const themeManager = localStorageColorSchemeManager({ key: 'sojourn.theme' });
