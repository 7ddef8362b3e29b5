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
  putOnPaper(map);
  map.addControl(
    new NavigationControl({ showCompass: false }),
    getComputedStyle(box).direction === 'rtl' ? 'top-left' : 'top-right',
  );
  return map;
}

/** A printed page shows nothing of WebGL: the picture as it stands is copied into a plain canvas for as long as that lasts. */
function putOnPaper(map: LibreMap): void {
  const paper = document.createElement('canvas');
  paper.className = 'sj-paper';
  const copy = () => {
    // What was drawn before is gone from the buffer; drawn now, it is there until this turn ends.
    map.redraw();
    const drawn = map.getCanvas();
    paper.width = drawn.width;
    paper.height = drawn.height;
    paper.getContext('2d')?.drawImage(drawn, 0, 0);
    map.getContainer().append(paper);
  };
  const remove = () => paper.remove();
  window.addEventListener('beforeprint', copy);
  window.addEventListener('afterprint', remove);
  map.once('remove', () => {
    window.removeEventListener('beforeprint', copy);
    window.removeEventListener('afterprint', remove);
  });
}
