import { useLayoutEffect, useRef } from 'react';

let shared: HTMLElement | undefined;

/** Mantine draws every menu, list and dialog into the element that bears this mark. */
function sharedLayer(): HTMLElement {
  if (!shared) {
    shared = document.createElement('div');
    shared.setAttribute('data-mantine-shared-portal-node', 'true');
    document.body.append(shared);
  }
  return shared;
}

/**
 * Stands at the end of every `<main>`: what opens over the page opens inside this landmark, so that those who walk from
 * landmark to landmark find it. Without a `<main>` it hangs below the body, as Mantine has it.
 */
export function Layer() {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const layer = sharedLayer();
    const here = place.current;
    here?.append(layer);
    return () => {
      if (layer.parentElement === here) document.body.append(layer);
    };
  }, []);
  return <div ref={place} />;
}
