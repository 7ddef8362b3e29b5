/** A drawing as plain data: only shapes and their looks, whatever else the file held. */
export interface Drawn {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Drawn[];
  readonly text: string;
}

const TAGS = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'polygon',
  'polyline',
  'line',
  'text',
  'tspan',
]);

/** Names as React writes them; nothing that loads, links or runs. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  viewBox: 'viewBox',
  preserveAspectRatio: 'preserveAspectRatio',
  d: 'd',
  points: 'points',
  x: 'x',
  y: 'y',
  x1: 'x1',
  y1: 'y1',
  x2: 'x2',
  y2: 'y2',
  dx: 'dx',
  dy: 'dy',
  cx: 'cx',
  cy: 'cy',
  r: 'r',
  rx: 'rx',
  ry: 'ry',
  width: 'width',
  height: 'height',
  transform: 'transform',
  fill: 'fill',
  stroke: 'stroke',
  opacity: 'opacity',
  'fill-opacity': 'fillOpacity',
  'fill-rule': 'fillRule',
  'stroke-width': 'strokeWidth',
  'font-size': 'fontSize',
  'text-anchor': 'textAnchor',
};

/** `style="fill:#eee;stroke:none"` of drawing programs, as the attributes that it stands for. */
function styled(style: string | null): Record<string, string> {
  const found: Record<string, string> = {};
  for (const part of (style ?? '').split(';')) {
    const [name = '', value = ''] = part.split(':').map((word) => word.trim());
    const known = ATTRIBUTES[name];
    if (known && /^[\w#.,%() -]+$/.test(value) && !/url/i.test(value)) found[known] = value;
  }
  return found;
}

function read(element: Element): Drawn | undefined {
  const tag = element.localName;
  if (!TAGS.has(tag)) return undefined;
  const attributes = styled(element.getAttribute('style'));
  for (const { name, value } of element.attributes) {
    const known = ATTRIBUTES[name];
    if (known && !/url\s*\(/i.test(value)) attributes[known] = value;
  }
  if (element.id) attributes.id = element.id;
  const children = [...element.children].flatMap((child) => read(child) ?? []);
  const text =
    (tag === 'text' || tag === 'tspan') && children.length === 0 ? (element.textContent ?? '') : '';
  return { tag, attributes, children, text };
}

/** Reads an SVG file; undefined when it is none. */
export function readDrawing(svg: string): Drawn | undefined {
  // What would run is left out in any case; a browser complains of it already while it reads.
  const calm = svg.replace(/\son\w+\s*=\s*("[^"]*"|'[^']*')/gi, '');
  const root = new DOMParser().parseFromString(calm, 'image/svg+xml').documentElement;
  if (root.localName !== 'svg') return undefined;
  const drawn = read(root);
  if (!drawn) return undefined;
  const { width, height, viewBox, ...rest } = drawn.attributes;
  const size = [width, height].map((text) => Number.parseFloat(text ?? ''));
  const box = viewBox ?? (size.every(Number.isFinite) ? `0 0 ${size.join(' ')}` : undefined);
  return { ...drawn, attributes: { ...rest, ...(box ? { viewBox: box } : {}) } };
}
