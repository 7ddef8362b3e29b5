import { FormEngineError } from '../errors.ts';
import { appendChild, createDocument, createElement, type XNode } from '../xml/tree.ts';

interface Feature {
  readonly id?: unknown;
  readonly properties?: Record<string, unknown> | null;
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null;
}

/** `root/item` with every property, `geometry` in ODK's notation and `id`, from a GeoJSON feature collection. */
export function geoJsonToInstance(text: string): XNode {
  const root = createElement('root');
  for (const feature of featuresOf(text)) {
    const item = createElement('item');
    const geometry = odkGeometry(feature.geometry);
    if (geometry !== undefined) appendChild(item, createElement('geometry', geometry));
    const properties = feature.properties ?? {};
    if (feature.id !== undefined && !('id' in properties))
      appendChild(item, createElement('id', plain(feature.id)));
    for (const [name, value] of Object.entries(properties)) {
      if (name !== 'geometry' || geometry === undefined) appendChild(item, createElement(name, plain(value)));
    }
    appendChild(root, item);
  }
  return createDocument(root);
}

function featuresOf(text: string): readonly Feature[] {
  const data = parse(text);
  if (typeof data !== 'object' || data === null || !('features' in data) || !Array.isArray(data.features)) {
    throw new FormEngineError('form.structure', 'It is not a GeoJSON feature collection.');
  }
  return data.features.filter(
    (feature): feature is Feature => typeof feature === 'object' && feature !== null,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FormEngineError('form.structure', 'It is not JSON.');
  }
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** GeoJSON is longitude first, ODK latitude first. */
function odkGeometry(geometry: Feature['geometry']): string | undefined {
  const coordinates = geometry?.coordinates;
  if (!Array.isArray(coordinates)) return undefined;
  if (geometry?.type === 'Point') return position(coordinates);
  if (geometry?.type === 'LineString') return positions(coordinates);
  if (geometry?.type === 'Polygon') return positions(coordinates[0]);
  return undefined;
}

function positions(list: unknown): string | undefined {
  return Array.isArray(list) ? list.map(position).join(';') : undefined;
}

function position(value: unknown): string {
  if (!Array.isArray(value)) return '';
  const [longitude, latitude, altitude] = value;
  return `${Number(latitude)} ${Number(longitude)} ${Number(altitude ?? 0)} 0`;
}
