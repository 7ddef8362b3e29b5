import type { Picture } from './document.ts';

interface Bar {
  label: string;
  value: number;
  /** The value in the reader's writing. */
  text: string;
}

const WIDTH = 640;
const ROW = 26;
const LABEL = 190;
const NUMBER = 90;
const FONT = `font-family="Noto Sans, Amiri, sans-serif" font-size="13"`;

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const shorten = (text: string): string => (text.length > 28 ? `${text.slice(0, 27)}…` : text);

/** Bars side by side from the edge where reading begins; the number stands at the end of each, so colour says nothing. */
export function barChart(
  bars: readonly Bar[],
  about: { caption: string; alt: string; rightToLeft: boolean },
): Picture {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const room = WIDTH - LABEL - NUMBER;
  const height = Math.max(1, bars.length) * ROW;
  const { rightToLeft } = about;
  const across = (x: number, width = 0): number => (rightToLeft ? WIDTH - x - width : x);
  const [near, far] = rightToLeft ? ['start', 'end'] : ['end', 'start'];
  const rows = bars.map(({ label, value, text }, i) => {
    const y = i * ROW;
    const width = Math.max(1, (value / most) * room);
    return [
      `<text x="${across(LABEL - 10)}" y="${y + 17}" text-anchor="${near}" ${FONT} fill="#22252a">${escapeXml(shorten(label))}</text>`,
      `<rect x="${across(LABEL, width).toFixed(1)}" y="${y + 4}" width="${width.toFixed(1)}" height="${ROW - 8}" rx="2" fill="#0f5c6e"/>`,
      `<text x="${across(LABEL + width + 8).toFixed(1)}" y="${y + 17}" text-anchor="${far}" ${FONT} fill="#22252a">${escapeXml(text)}</text>`,
    ].join('');
  });
  return {
    kind: 'picture',
    caption: about.caption,
    alt: about.alt,
    width: WIDTH,
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">${rows.join('')}</svg>`,
  };
}
