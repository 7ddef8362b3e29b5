import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadMessages } from '#platform/i18n/messages.ts';
import { patiently } from '#platform/ui/lazy-part.ts';
import { parseSearch, stringifySearch } from '#platform/ui/link.tsx';
import { languagePreference } from '#platform/ui/preferences.ts';
import type { ScreenRoute, SlicePages } from '#platform/ui/slice.ts';
import { CrashScreen, NotFoundScreen, ScreenLoading } from './frame/screens.tsx';
import { Root } from './root.tsx';
import type { ScreenData } from './screen-data.ts';
import { slices } from './slices.ts';

/** A component that arrives with its slice's messages, both asked for at once. */
function lazyScreen(load: () => Promise<ComponentType>, catalogue: SlicePages['catalogue']): RouteComponent {
  return lazyRouteComponent(async () => {
    const [Screen] = await patiently(() =>
      Promise.all([load(), catalogue ? loadMessages(catalogue, languagePreference.get()) : undefined]),
    );
    return { Screen };
  }, 'Screen') as RouteComponent;
}

const root = createRootRoute({ component: Root, notFoundComponent: NotFoundScreen });

const own: ScreenRoute[] = [
  { path: '/', load: () => import('./home/home.tsx').then(({ Home }) => Home) },
  {
    path: '/administration',
    load: () => import('./frame/administration.tsx').then(({ Administration }) => Administration),
  },
];

const screens = [
  ...own.map((screen) => ({ screen, catalogue: undefined as SlicePages['catalogue'] })),
  ...slices.flatMap((slice) => slice.routes.map((screen) => ({ screen, catalogue: slice.catalogue }))),
].map(({ screen, catalogue }) =>
  createRoute({
    getParentRoute: () => root,
    path: screen.path as '/',
    component: lazyScreen(screen.load, catalogue),
    pendingComponent: ScreenLoading,
    errorComponent: CrashScreen,
    staticData: { frame: screen.frame ?? 'frame', permission: screen.permission } satisfies ScreenData,
  }),
);

export const router = createRouter({
  routeTree: root.addChildren(screens),
  parseSearch,
  stringifySearch,
  defaultErrorComponent: CrashScreen,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  scrollRestoration: true,
});
