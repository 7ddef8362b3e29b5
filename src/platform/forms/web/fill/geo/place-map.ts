import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import { openMap } from '#platform/ui/map/open-map.ts';
import { countryOutlines } from '#platform/ui/map/outlines.ts';
import type { Place } from '../engine/places.ts';

export type Shape = 'point' | 'line' | 'area' | 'choices';

export interface PlaceMap {
  show(places: readonly Place[], chosen?: Place): void;
  remove(): void;
}

interface Options {
  dark: boolean;
  label: string;
  shape: Shape;
  places: readonly Place[];
  chosen?: Place | undefined;
  onReady: () => void;
  onPick: (place: Place) => void;
}

/** The map knows outlines of countries only: nearer than this there is often nothing to see. */
const CLOSE = 5;

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Draws a map on which places are picked with a tap. Throws where the browser has no WebGL. */
export function drawPlaceMap(box: HTMLElement, options: Options): PlaceMap {
  let { places, chosen } = options;
  let pointed = false;
  const [first] = places;
  const map = openMap(box, options.label, {
    style: styleOf(options),
    center: first ? [first.longitude, first.latitude] : [20, 15],
    zoom: first ? CLOSE : 1,
  });
  const source = (name: string) => map.getSource<GeoJSONSource>(name);
  const draw = () => source('places')?.setData(featuresOf(places, options.shape, chosen));
  if (options.shape === 'choices' && places.length > 1) {
    map.fitBounds(boundsOf(places), { padding: 32, maxZoom: 12, animate: false });
  }
  map.once('load', async () => {
    options.onReady();
    draw();
    source('countries')?.setData(await countryOutlines().catch(() => nothing));
  });
  map.on('click', ({ lngLat }) => {
    const { lng, lat } = lngLat.wrap();
    pointed = true;
    options.onPick({ latitude: lat, longitude: lng });
  });
  return {
    show(next, picked) {
      const [place] = next;
      // Who pointed at the map sees the place already; one that was typed or measured must be brought into sight.
      if (place && places.length === 0 && !pointed) {
        map.jumpTo({ center: [place.longitude, place.latitude], zoom: Math.max(map.getZoom(), CLOSE) });
      }
      places = next;
      chosen = picked;
      draw();
    },
    remove: () => map.remove(),
  };
}

function boundsOf(places: readonly Place[]): [[number, number], [number, number]] {
  const [lats, lons] = [places.map(({ latitude }) => latitude), places.map(({ longitude }) => longitude)];
  return [
    [Math.min(...lons), Math.min(...lats)],
    [Math.max(...lons), Math.max(...lats)],
  ];
}

function featuresOf(places: readonly Place[], shape: Shape, chosen: Place | undefined): FeatureCollection {
  const positions: Position[] = places.map(({ longitude, latitude }) => [longitude, latitude]);
  const features: Feature[] = positions.map((coordinates, index) =>
    feature({ type: 'Point', coordinates }, shape !== 'choices' || places[index] === chosen),
  );
  if (shape === 'line' && positions.length > 1) {
    features.unshift(feature({ type: 'LineString', coordinates: positions }));
  }
  if (shape === 'area' && positions.length > 2) {
    features.unshift(feature({ type: 'Polygon', coordinates: [[...positions, positions[0]!]] }));
  }
  return { type: 'FeatureCollection', features };
}

const feature = (geometry: Geometry, strong = true): Feature => ({
  type: 'Feature',
  geometry,
  properties: { strong },
});

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
          'circle-color': ['case', ['get', 'strong'], accent, dark ? '#222d31' : '#ffffff'],
          'circle-radius': ['case', ['get', 'strong'], 8, 6],
          'circle-stroke-color': [
            'case',
            ['get', 'strong'],
            dark ? '#141c1f' : '#ffffff',
            dark ? '#9fb0b5' : '#4a585d',
          ],
          'circle-stroke-width': 2,
        },
      },
    ],
  };
}
