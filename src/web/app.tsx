import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense, startTransition, useEffect, useLayoutEffect, useState } from 'react';
import { directionOf, type Language } from '#platform/i18n/language.ts';
import { LanguageProvider } from '#platform/i18n/web/use-t.tsx';
import { languagePreference } from '#platform/ui/preferences.ts';
import { useStore } from '#platform/ui/store.ts';
import { cssVariables, theme } from '#platform/ui/theme.ts';
import { Splash } from './frame/splash.tsx';
import { queries } from './queries.ts';
import { router } from './router.tsx';
import { themeManager } from './theme-manager.ts';

export function App() {
  const language = useShownLanguage();
  return (
    <DirectionProvider initialDirection={directionOf(language)} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        colorSchemeManager={themeManager}
      >
        <LanguageProvider language={language}>
          <DocumentLanguage language={language} />
          <QueryClientProvider client={queries}>
            <Suspense fallback={<Splash />}>
              <RouterProvider router={router} />
            </Suspense>
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** Follows the chosen language in a transition: the old words stay until the new ones have arrived. */
function useShownLanguage(): Language {
  const chosen = useStore(languagePreference);
  const [shown, setShown] = useState(chosen);
  useEffect(() => startTransition(() => setShown(chosen)), [chosen]);
  return shown;
}

function DocumentLanguage({ language }: { language: Language }) {
  const { setDirection } = useDirection();
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    setDirection(directionOf(language));
  }, [language, setDirection]);
  return null;
}
