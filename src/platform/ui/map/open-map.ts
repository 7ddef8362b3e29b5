import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as LibreMap, type MapOptions, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

setWorkerUrl(workerUrl);

/**
 * Opens a map in a box: flat, north up, with buttons for nearer and farther on the side where reading ends. Throws
 * where the browser has no WebGL.
 */
export function openMap(
  box: HTMLElement,
  label: string,
  options: Pick<MapOptions, 'style' | 'bounds' | 'fitBoundsOptions' | 'center' | 'zoom'>,
): LibreMap {
  const map = new LibreMap({
    container: box,
    ...options,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.getCanvas().setAttribute('aria-label', label);
  map.addControl(
    new NavigationControl({ showCompass: false }),
    getComputedStyle(box).direction === 'rtl' ? 'top-left' : 'top-right',
  );
  return map;
}
