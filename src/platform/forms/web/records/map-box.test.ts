import { describe, expect, it } from 'vitest';
import { boxAround, extentOf, zoomOf } from './map-box.ts';

const at = (lon: number, lat: number) => ({ geometry: { coordinates: [lon, lat] } });

describe('the box of a map', () => {
  it('holds all points', () => {
    expect(extentOf([at(10, 5), at(-3, 8), at(2, -1)])).toBe('-3,-1,10,8');
    expect(extentOf([])).toBeUndefined();
  });

  it('is seen nearer the smaller it is, within the zooms of the route', () => {
    expect(zoomOf('20,8,24,11')).toBeGreaterThan(zoomOf('-180,-60,180,80'));
    expect(zoomOf('20,8,20,8')).toBeLessThanOrEqual(22);
    expect(zoomOf(undefined)).toBe(5);
  });

  it('around a cluster gets smaller with each step nearer and never leaves the earth', () => {
    let zoom = 5;
    for (let step = 0; step < 4; step++) {
      const next = zoomOf(boxAround(22, 9, zoom));
      expect(next).toBeGreaterThan(zoom);
      zoom = next;
    }
    expect(
      boxAround(180, 90, 3)
        .split(',')
        .map(Number)
        .every((n) => Math.abs(n) <= 180),
    ).toBe(true);
  });
});
