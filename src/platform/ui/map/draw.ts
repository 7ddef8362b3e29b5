import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import {
  type Map as LibreMap,
  type LngLatBoundsLike,
  type MapGeoJSONFeature,
  Popup,
  type StyleSpecification,
} from 'maplibre-gl';
import type { ValueClass } from './classes.ts';
import { openMap } from './open-map.ts';
import { countryOutlines } from './outlines.ts';
import type { MapArea, MapPoint, MapViewProps } from './props.ts';

interface DrawOptions {
  label: string;
  onReady: () => void;
  pick: (kind: 'area' | 'point', id: string) => void;
}

type Content = MapViewProps & {
  valueClasses: readonly ValueClass[];
  dark: boolean;
  /** Writes a value in the reader's language. */
  number: (value: number) => string;
};

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Draws a map into a box and returns what takes it away again. Throws where the browser has no WebGL. */
export function drawMap(box: HTMLElement, content: Content, options: DrawOptions): () => void {
  const map = openMap(box, options.label, {
    style: styleOf(content),
    bounds: boundsOf(content),
    // Closer only where shapes say where one is: without a base map a lone point needs its surroundings.
    fitBoundsOptions: { padding: 32, maxZoom: content.shapes ? 12 : 9 },
  });
  map.once('load', async () => {
    const outlines = await countryOutlines().catch(() => nothing);
    map.once('idle', options.onReady);
    const source = map.getSource('countries');
    if (source && 'setData' in source) (source.setData as (data: FeatureCollection) => void)(outlines);
  });
  const popup = hover(map);
  for (const [layer, kind] of [
    ['points', 'point'],
    ['areas', 'area'],
  ] as const) {
    map.on('click', layer, (event) => {
      const id = event.features?.[0]?.properties.id as string | undefined;
      if (id && !(kind === 'area' && pointAt(map, event.point))) options.pick(kind, id);
    });
  }
  return () => {
    popup.remove();
    map.remove();
  };
}

const pointAt = (map: LibreMap, point: { x: number; y: number }): boolean =>
  map.queryRenderedFeatures([point.x, point.y], { layers: ['points'] }).length > 0;

/** Names what lies under the mouse. */
function hover(map: LibreMap): Popup {
  const popup = new Popup({ closeButton: false, closeOnClick: false, className: 'sj-popup', offset: 10 });
  map.on('mousemove', (event) => {
    const found: MapGeoJSONFeature | undefined = map.queryRenderedFeatures(event.point, {
      layers: ['points', 'areas'],
    })[0];
    map.getCanvas().style.cursor = found ? 'pointer' : '';
    if (!found) popup.remove();
    else popup.setLngLat(event.lngLat).setText(String(found.properties.label)).addTo(map);
  });
  map.getCanvas().addEventListener('mouseleave', () => popup.remove());
  return popup;
}

function styleOf(content: Content): StyleSpecification {
  const { dark } = content;
  const sea = dark ? '#141c1f' : '#e9eef0';
  const land = dark ? '#222d31' : '#faf9f6';
  const border = dark ? '#4a585d' : '#b9b6ad';
  const ink = dark ? '#e3e8e8' : '#37393a';
  const source = (data: FeatureCollection) => ({ type: 'geojson' as const, data });
  return {
    version: 8,
    sources: {
      countries: source(nothing),
      areas: source(areaFeatures(content)),
      points: source(pointFeatures(content)),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': sea } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': land } },
      {
        id: 'areas',
        type: 'fill',
        source: 'areas',
        paint: {
          'fill-color': ['coalesce', ['get', 'colour'], 'rgba(127,127,127,0.08)'],
          'fill-opacity': 0.92,
        },
      },
      {
        id: 'area-lines',
        type: 'line',
        source: 'areas',
        paint: { 'line-color': ink, 'line-width': 0.8, 'line-opacity': 0.6 },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'countries',
        paint: { 'line-color': border, 'line-width': 1 },
      },
      {
        id: 'points',
        type: 'circle',
        source: 'points',
        paint: {
          'circle-color': dark ? '#ecbd63' : '#b4690e',
          'circle-radius': ['get', 'radius'],
          'circle-opacity': 0.82,
          'circle-stroke-color': dark ? '#141c1f' : '#ffffff',
          'circle-stroke-width': 1.25,
        },
      },
    ],
  };
}

const colourOf = (classes: readonly ValueClass[], value: number | null): string | undefined =>
  value === null ? undefined : classes.find(({ from, to }) => value >= from && value <= to)?.colour;

const labelOf = ({ name, value }: { name: string; value?: number | null }, { number }: Content): string =>
  value === null || value === undefined ? name : `${name}: ${number(value)}`;

function areaFeatures(content: Content): FeatureCollection {
  const areas = new Map<string, MapArea>((content.areas ?? []).map((area) => [area.id, area]));
  const features = (content.shapes?.features ?? []).flatMap((shape): Feature[] => {
    const area = areas.get(String(shape.properties?.id));
    if (!area) return [];
    const colour = colourOf(content.valueClasses, area.value);
    const properties = { id: area.id, label: labelOf(area, content), ...(colour ? { colour } : {}) };
    return [{ type: 'Feature', geometry: shape.geometry, properties }];
  });
  return { type: 'FeatureCollection', features };
}

function pointFeatures(content: Content): FeatureCollection {
  const { points = [] } = content;
  const greatest = Math.max(1, ...points.map(({ value }) => value ?? 0));
  // The area of the circle, not its radius, grows with the value: that is what the eye compares.
  const radius = ({ value }: MapPoint) =>
    value === undefined || value === null ? 5.5 : 4 + 14 * Math.sqrt(Math.max(0, value) / greatest);
  return {
    type: 'FeatureCollection',
    features: points.map((point) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
      properties: { id: point.id, label: labelOf(point, content), radius: radius(point) },
    })),
  };
}

function eachPosition(geometry: Geometry, see: (position: Position) => void): void {
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === 'number') see(value as Position);
    else for (const one of value) walk(one);
  };
  if (geometry.type !== 'GeometryCollection') walk(geometry.coordinates);
}

/** The box around areas and points; the inhabited world where there is neither. */
function boundsOf(content: Content): LngLatBoundsLike {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const see = ([x = 0, y = 0]: Position) => {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  };
  for (const { geometry } of content.shapes?.features ?? []) eachPosition(geometry, see);
  for (const { longitude, latitude } of content.points ?? []) see([longitude, latitude]);
  if (west === Infinity) return [-130, -45, 160, 65];
  const margin = west === east && south === north ? 0.2 : 0;
  return [west - margin, south - margin, east + margin, north + margin];
}
