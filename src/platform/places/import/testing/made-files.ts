import { deflateRawSync } from 'node:zlib';
import type { Position } from '../../geo/shape.ts';

type Json = Record<string, unknown>;

/** A box of a made country as a GeoJSON polygon. */
export const boxGeometry = (w: number, s: number, e: number, n: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ] as Position[],
  ],
});

export const featureFile = (name: string, features: { properties: Json; geometry: unknown }[]) => ({
  name,
  bytes: new TextEncoder().encode(
    JSON.stringify({ type: 'FeatureCollection', features: features.map((f) => ({ type: 'Feature', ...f })) }),
  ),
});

export const textFile = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

/** An archive with one entry of zeros: a bomb of the ordinary kind, or one that declares another size than it has. */
export function bomb(entry: string, megabytes: number, declared = megabytes * 1024 * 1024): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 });
  const name = Buffer.from(entry);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(declared, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, name, packed, central, name, end]));
}

const field = (name: string, length: number): Buffer => {
  const out = Buffer.alloc(32);
  out.write(name.slice(0, 10), 0, 'latin1');
  out.write('C', 11);
  out.writeUInt8(length, 16);
  return out;
};

/** dBASE III table of texts. */
export function dbfBytes(columns: string[], records: string[][]): Uint8Array {
  const length = 40;
  const header = Buffer.alloc(32);
  header.writeUInt8(3, 0);
  header.writeUInt32LE(records.length, 4);
  header.writeUInt16LE(32 + columns.length * 32 + 1, 8);
  header.writeUInt16LE(1 + columns.length * length, 10);
  const rows = records.map((cells) => {
    const row = Buffer.alloc(1 + columns.length * length, 0x20);
    cells.forEach((cell, i) => {
      row.write(cell, 1 + i * length, 'utf8');
    });
    return row;
  });
  return new Uint8Array(
    Buffer.concat([
      header,
      ...columns.map((c) => field(c, length)),
      Buffer.from([13]),
      ...rows,
      Buffer.from([0x1a]),
    ]),
  );
}

/** Shapefile of one-ring polygons; ESRI's outer rings run clockwise. */
export function shpBytes(rings: Position[][], kind = 5): Uint8Array {
  const records = rings.map((ring, i) => {
    const points = [...ring].reverse();
    const content = Buffer.alloc(4 + 32 + 8 + 4 + points.length * 16);
    content.writeInt32LE(kind, 0);
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].forEach((v, k) => {
      content.writeDoubleLE(v, 4 + k * 8);
    });
    content.writeInt32LE(1, 36);
    content.writeInt32LE(points.length, 40);
    content.writeInt32LE(0, 44);
    points.forEach(([x, y], k) => {
      content.writeDoubleLE(x, 48 + k * 16);
      content.writeDoubleLE(y, 56 + k * 16);
    });
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const header = Buffer.alloc(100);
  const total = 100 + records.reduce((sum, r) => sum + r.length, 0);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE(total / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(kind, 32);
  return new Uint8Array(Buffer.concat([header, ...records]));
}

export const WGS84_PRJ =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
export const UTM18_PRJ =
  'PROJCS["WGS_1984_UTM_Zone_18N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-75.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
