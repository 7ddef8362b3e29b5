import { boxGeometry, featureFile } from '../import/testing/made-files.ts';

/** District `n` of the made country QZ: a box of one degree. */
export const district = (n: number, more: object = {}) => ({
  properties: { ADM1_PCODE: `QZ0${n}`, ADM1_EN: `District ${n}`, ADM1_FR: `Département ${n}`, ...more },
  geometry: boxGeometry(n, 0, n + 1, 1),
});

/** Communes `a` (south) and `b` (north) of a district. */
export const communes = (n: number) =>
  [0, 1].map((half) => ({
    properties: {
      ADM2_PCODE: `QZ0${n}0${half + 1}`,
      ADM2_EN: `Commune ${n}${'ab'[half]}`,
      ADM1_PCODE: `QZ0${n}`,
    },
    geometry: boxGeometry(n, half / 2, n + 1, (half + 1) / 2),
  }));

export const districtsFile = (...features: object[]) =>
  featureFile(
    'qzz_adm1.geojson',
    (features.length ? features : [district(1), district(2)]) as ReturnType<typeof district>[],
  );

export const communesFile = () => featureFile('qzz_adm2.geojson', [...communes(1), ...communes(2)]);

export const settings = {
  name: 'First edition',
  source: 'Made for tests',
  validFrom: '2026-01-01',
  mode: 'replace' as const,
  makeParents: true,
};
