import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isForbidden, isLie, shownType } from '../domain/type.ts';
import { defaultSettings } from '../settings.ts';
import { isBomb } from './archive.ts';
import { stripHeic } from './heic.ts';
import { makePreviews } from './preview.ts';
import { stripMetadata } from './strip.ts';
import { BrokenImage } from './stripped.ts';

const CANARY = 'Quaggatown 12.345N';
const exif = {
  IFD0: { ImageDescription: CANARY, Make: CANARY },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '12/1 20/1 42/1' },
};
const picture = () =>
  sharp({
    create: {
      width: 60,
      height: 40,
      channels: 3,
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
      background: '#123456',
    },
  });
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${CANARY}</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;
const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();

describe.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s', (format) => {
  const type = `image/${format}`;
  const made = (orientation = 1) =>
    picture().toFormat(format).withExif(exif).withXmp(xmp).withMetadata({ orientation }).toBuffer();

  test('loses what it carries besides, and no pixel', async () => {
    const source = await made();
    const { bytes, removed } = stripMetadata(type, source);
    expect(removed).toBe(true);
    expect(source.includes('Quaggatown')).toBe(true);
    expect(bytes.includes('Quaggatown')).toBe(false);
    expect((await sharp(bytes).metadata()).exif?.includes('Quaggatown') ?? false).toBe(false);
    expect((await pixels(bytes)).equals(await pixels(source))).toBe(true);
    // What is clean stays as it is.
    const again = stripMetadata(type, bytes);
    expect(await pixels(again.bytes)).toEqual(await pixels(bytes));
    expect(again.bytes.length).toBe(bytes.length);
  });

  test('keeps which way up it is', async () => {
    if (format === 'avif') return;
    const { bytes } = stripMetadata(type, await made(6));
    expect((await sharp(bytes).metadata()).orientation).toBe(6);
    expect((await sharp(bytes).autoOrient().toBuffer({ resolveWithObject: true })).info).toMatchObject({
      width: 40,
      height: 60,
    });
  });

  test('what follows its end goes too, and what is cut is broken', async () => {
    const clean = stripMetadata(type, await made()).bytes;
    if (format !== 'avif') {
      const polyglot = stripMetadata(type, Buffer.concat([clean, Buffer.from('PK\x03\x04<script>')]));
      expect(polyglot.removed).toBe(true);
      expect(polyglot.bytes.equals(clean)).toBe(true);
    }
    expect(() => stripMetadata(type, clean.subarray(0, Math.floor(clean.length / 3)))).toThrow(BrokenImage);
  });

  test('any damage gives an answer, and never one that still tells', async () => {
    const source = await made();
    fc.assert(
      fc.property(fc.nat(source.length - 1), fc.nat(255), (at, value) => {
        const damaged = Buffer.from(source);
        damaged[at] = value;
        try {
          stripMetadata(type, damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenImage);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('a JPEG comment, IPTC and Photoshop segments go', async () => {
  const source = await picture().jpeg().toBuffer();
  const segment = (marker: number, text: string) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(text.length + 2, 2);
    return Buffer.concat([head, Buffer.from(text, 'latin1')]);
  };
  const marked = Buffer.concat([
    source.subarray(0, 2),
    segment(0xfe, CANARY),
    segment(0xed, `Photoshop 3.0\0${CANARY}`),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${CANARY}`),
    source.subarray(2),
  ]);
  const { bytes } = stripMetadata('image/jpeg', marked);
  expect(bytes.includes('Quaggatown')).toBe(false);
  expect(await pixels(bytes)).toEqual(await pixels(source));
});

test('a HEIC that is no container of items is broken', () => {
  expect(() => stripHeic(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))).toThrow(BrokenImage);
});

describe('bombs', () => {
  const entry = (packed: number, unpacked: number) => {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt32LE(packed, 20);
    head.writeUInt32LE(unpacked, 24);
    return head;
  };
  const zip = (entries: Buffer[], body: number) => {
    const directory = Buffer.concat(entries);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(entries.length, 10);
    end.writeUInt32LE(directory.length, 12);
    return Buffer.concat([Buffer.alloc(body), directory, end]);
  };
  const judge = (archive: Buffer) => isBomb(archive, archive.length);
  test('an archive that claims to become huge, packs more than anything real, or shares its bytes', () => {
    expect(judge(zip([entry(1000, 4_000_000_000), entry(1000, 4_000_000_000)], 2000))).toBe(true);
    expect(judge(zip([entry(100_000, 150_000_000)], 100_000))).toBe(true);
    expect(
      judge(
        zip(
          Array.from({ length: 50 }, () => entry(5000, 9000)),
          5000,
        ),
      ),
    ).toBe(true);
    expect(judge(zip([entry(100_000, 900_000)], 100_000))).toBe(false);
    expect(judge(Buffer.from('PK\x03\x04 cut off'))).toBe(false);
  });
  test('a picture of too many pixels, and one that is none', async () => {
    const huge = await sharp({ create: { width: 16000, height: 10000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(huge.length).toBeLessThan(2_000_000);
    expect(await makePreviews(huge)).toBe('too_large');
    expect(await makePreviews(Buffer.from('\xff\xd8\xff no picture', 'latin1'))).toBe('broken');
  });
});

describe('types', () => {
  test.each([
    ['application/zip', null, 'report.docx', false],
    ['application/zip', null, 'report.pdf', true],
    ['text/html', null, 'report.pdf', true],
    ['application/pdf', 'application/pdf', 'letter.PDF', false],
    ['text/html', 'image/jpeg', 'a.jpg', true],
    ['text/plain', null, 'a.csv', false],
    ['application/x-ole-storage', null, 'old.doc', false],
  ] as const)('%s said to be %s, called %s: a lie? %s', (sniffed, declared, name, lie) => {
    expect(isLie(sniffed, declared, name)).toBe(lie);
  });
  test('a program is one under every name', () => {
    for (const type of [
      'application/x-msdownload',
      'application/x-executable',
      'text/x-shellscript',
      'application/x-ms-shortcut',
    ])
      expect(isForbidden(defaultSettings.forbidden, 'holiday.dat', type)).toBe(true);
    expect(isForbidden(defaultSettings.forbidden, 'page.html', 'text/html')).toBe(false);
    expect(shownType('application/zip', 'a.xlsx')).toMatch(/spreadsheetml/);
  });
});
