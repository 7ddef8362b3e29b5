import type { ScreenRoute } from '#platform/ui/slice.ts';

/** What the router keeps of a screen for the frame around it. */
export interface ScreenData {
  frame: 'frame' | 'bare' | 'public';
  permission?: ScreenRoute['permission'];
}
