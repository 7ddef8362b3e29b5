import type { Compiled } from '../compiled.ts';
import { textsOf } from '../compiled.ts';
import type { XPathContext } from '../host.ts';
import { ANY_NUMBER, boolean, number } from './define.ts';
import type { Library } from './spec.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** The radius that JavaRosa and Enketo use, so that figures agree with the clients in the field. */
const EARTH_RADIUS_M = 6_378_100;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const cents = (metres: number): number => Math.abs(Math.round(metres * 100) / 100);

/** `lat lon [altitude [accuracy]]`; undefined when it is no point on Earth. */
export function parsePoint(text: string): Point | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length < 2 || parts.length > 4 || parts.some((part) => part === '' || !/^-?[\d.]+$/.test(part))) {
    return undefined;
  }
  const [latitude = Number.NaN, longitude = Number.NaN] = parts.map(Number);
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return undefined;
  return { latitude, longitude };
}

/** Points of a trace or shape; undefined when any of them is broken. */
export function parsePoints(text: string): readonly Point[] | undefined {
  const points: Point[] = [];
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const point = parsePoint(part);
    if (point === undefined) return undefined;
    points.push(point);
  }
  return points;
}

/** A node-set of points, or one trace or shape, or several of them in a row. */
function pointsOf(c: XPathContext, args: readonly Compiled[]): readonly Point[] | undefined {
  const texts = args.flatMap((arg) => textsOf(c.host, arg.evaluate(c))).filter((text) => text.trim() !== '');
  return parsePoints(texts.join(';'));
}

/** Spherical area in square metres, closed if need be. */
function areaOf(points: readonly Point[]): number {
  if (points.length < 3) return 0;
  let total = 0;
  points.forEach((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    total +=
      radians(next.longitude - point.longitude) *
      (2 + Math.sin(radians(point.latitude)) + Math.sin(radians(next.latitude)));
  });
  return cents((total * EARTH_RADIUS_M * EARTH_RADIUS_M) / 2);
}

function distanceOf(points: readonly Point[]): number {
  let total = 0;
  for (let index = 1; index < points.length; index++) total += between(points[index - 1]!, points[index]!);
  return cents(total);
}

function between(a: Point, b: Point): number {
  const cosine =
    Math.sin(radians(a.latitude)) * Math.sin(radians(b.latitude)) +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.cos(radians(a.longitude - b.longitude));
  // Rounding can carry the cosine of one and the same point past 1.
  return Math.acos(Math.min(1, Math.max(-1, cosine))) * EARTH_RADIUS_M;
}

/** Even-odd ray casting in degrees. */
function isInside(point: Point, ring: readonly Point[]): boolean {
  let inside = false;
  ring.forEach((end, index) => {
    const start = ring[(index + ring.length - 1) % ring.length] ?? end;
    if (end.latitude > point.latitude === start.latitude > point.latitude) return;
    const crossing =
      ((start.longitude - end.longitude) * (point.latitude - end.latitude)) /
        (start.latitude - end.latitude) +
      end.longitude;
    if (point.longitude < crossing) inside = !inside;
  });
  return inside;
}

export const GEO_FUNCTIONS: Library = new Map([
  [
    'area',
    number(1, (...args) => (c) => {
      const points = pointsOf(c, args);
      return points === undefined ? Number.NaN : areaOf(points);
    }),
  ],
  [
    'distance',
    number([1, ANY_NUMBER], (...args) => (c) => {
      const points = pointsOf(c, args);
      return points === undefined ? Number.NaN : distanceOf(points);
    }),
  ],
  [
    'geofence',
    boolean(2, (point, shape) => (c) => {
      const at = parsePoint(point?.text(c) ?? '');
      const ring = parsePoints(shape?.text(c) ?? '');
      return at !== undefined && ring !== undefined && ring.length > 2 && isInside(at, ring);
    }),
  ],
]);
