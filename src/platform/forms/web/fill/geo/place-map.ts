import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import { openMap } from '#platform/ui/map/open-map.ts';
import { countryOutlines } from '#platform/ui/map/outlines.ts';
import type { Place } from '../engine/places.ts';

export type Shape = 'point' | 'line' | 'area';

export interface PlaceMap {
  show(places: readonly Place[]): void;
  remove(): void;
}

interface Options {
  dark: boolean;
  label: string;
  shape: Shape;
  places: readonly Place[];
  onReady: () => void;
  onPick: (place: Place) => void;
}

/** The map knows outlines of countries only: nearer than this there is often nothing to see. */
const CLOSE = 5;

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Draws a map on which places are picked with a tap. Throws where the browser has no WebGL. */
export function drawPlaceMap(box: HTMLElement, options: Options): PlaceMap {
  let places = options.places;
  const [first] = places;
  const map = openMap(box, options.label, {
    style: styleOf(options),
    center: first ? [first.longitude, first.latitude] : [20, 15],
    zoom: first ? CLOSE : 1,
  });
  const source = (name: string) => map.getSource<GeoJSONSource>(name);
  const draw = () => source('places')?.setData(featuresOf(places, options.shape));
  map.once('load', async () => {
    options.onReady();
    draw();
    source('countries')?.setData(await countryOutlines().catch(() => nothing));
  });
  map.on('click', ({ lngLat }) => {
    const { lng, lat } = lngLat.wrap();
    options.onPick({ latitude: lat, longitude: lng });
  });
  return {
    show(next) {
      const [place] = next;
      const outside = place && !map.getBounds().contains([place.longitude, place.latitude]);
      if (outside && places.length === 0) {
        map.jumpTo({ center: [place.longitude, place.latitude], zoom: Math.max(map.getZoom(), CLOSE) });
      }
      places = next;
      draw();
    },
    remove: () => map.remove(),
  };
}

function featuresOf(places: readonly Place[], shape: Shape): FeatureCollection {
  const positions: Position[] = places.map(({ longitude, latitude }) => [longitude, latitude]);
  const features: Feature[] = positions.map((coordinates) => feature({ type: 'Point', coordinates }));
  if (shape === 'line' && positions.length > 1) {
    features.unshift(feature({ type: 'LineString', coordinates: positions }));
  }
  if (shape === 'area' && positions.length > 2) {
    features.unshift(feature({ type: 'Polygon', coordinates: [[...positions, positions[0]!]] }));
  }
  return { type: 'FeatureCollection', features };
}

const feature = (geometry: Geometry): Feature => ({ type: 'Feature', geometry, properties: {} });

function styleOf({ dark }: Options): StyleSpecification {
  const accent = dark ? '#ecbd63' : '#b4690e';
  const source = { type: 'geojson' as const, data: nothing };
  return {
    version: 8,
    sources: { countries: source, places: source },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': dark ? '#141c1f' : '#e9eef0' } },
      {
        id: 'land',
        type: 'fill',
        source: 'countries',
        paint: { 'fill-color': dark ? '#222d31' : '#faf9f6' },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'countries',
        paint: { 'line-color': dark ? '#4a585d' : '#b9b6ad', 'line-width': 1 },
      },
      {
        id: 'area',
        type: 'fill',
        source: 'places',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': accent, 'fill-opacity': 0.25 },
      },
      {
        id: 'line',
        type: 'line',
        source: 'places',
        filter: ['!=', ['geometry-type'], 'Point'],
        paint: { 'line-color': accent, 'line-width': 2.5 },
      },
      {
        id: 'points',
        type: 'circle',
        source: 'places',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-color': accent,
          'circle-radius': 7,
          'circle-stroke-color': dark ? '#141c1f' : '#ffffff',
          'circle-stroke-width': 2,
        },
      },
    ],
  };
}
