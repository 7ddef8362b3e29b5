import ExcelJS from 'exceljs';

/** Inputs that a stranger would bring, made here: boundaries of an invented territory and workbooks. */
export interface MadeFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

type Cell = string | number;

const districts = [
  { pcode: 'QY01', en: 'Velaru', ar: 'فيلارو', west: 0 },
  { pcode: 'QY02', en: 'Somaki', ar: 'سوماكي', west: 2 },
];
const wards = [
  { pcode: 'QY0101', en: 'Tonari', ar: 'توناري', parent: 'QY01', west: 0 },
  { pcode: 'QY0102', en: 'Belisa', ar: 'بيليسا', parent: 'QY01', west: 1 },
  { pcode: 'QY0201', en: 'Karumo', ar: 'كارومو', parent: 'QY02', west: 2 },
  { pcode: 'QY0202', en: 'Odelan', ar: 'أوديلان', parent: 'QY02', west: 3 },
];

/** A square in the open ocean, so many degrees east of the corner. */
const square = (west: number, width: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west - 30, -20],
      [west + width - 30, -20],
      [west + width - 30, -18],
      [west - 30, -18],
      [west - 30, -20],
    ],
  ],
});

const geojson = (name: string, features: { properties: object; geometry: object }[]): MadeFile => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map((one) => ({ type: 'Feature', ...one })),
    }),
  ),
});

const country = { ADM0_EN: 'Quelyra', ADM0_AR: 'كويليرا', ADM0_PCODE: 'QY' };

/** Two levels below the country, with names in English and Arabic, laid out as common operational datasets are. */
export const boundaries = (): MadeFile[] => [
  geojson('qy_adm0.geojson', [{ properties: country, geometry: square(0, 4) }]),
  geojson(
    'qy_adm1.geojson',
    districts.map(({ pcode, en, ar, west }) => ({
      properties: { ADM1_EN: en, ADM1_AR: ar, ADM1_PCODE: pcode, ...country },
      geometry: square(west, 2),
    })),
  ),
  geojson(
    'qy_adm2.geojson',
    wards.map(({ pcode, en, ar, parent, west }) => ({
      properties: { ADM2_EN: en, ADM2_AR: ar, ADM2_PCODE: pcode, ADM1_PCODE: parent, ...country },
      geometry: square(west, 1),
    })),
  ),
];

async function workbook(name: string, sheets: Record<string, Cell[][]>): Promise<MadeFile> {
  const book = new ExcelJS.Workbook();
  for (const [sheet, rows] of Object.entries(sheets)) book.addWorksheet(sheet).addRows(rows);
  return {
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await book.xlsx.writeBuffer()),
  };
}

const head = [
  'type',
  'name',
  'label::English (en)',
  'label::العربية (ar)',
  'required',
  'relevant',
  'constraint',
];
const row = (...cells: Cell[]): Cell[] => [...cells, ...Array(head.length - cells.length).fill('')];
// biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the form
const ifWater = "selected(${needs}, 'water')";
const settings = [
  ['form_title', 'form_id', 'version', 'default_language'],
  ['Shelter count', 'shelter_count', '2026010101', 'English (en)'],
];
const choices = [
  ['list_name', 'name', 'label::English (en)', 'label::العربية (ar)'],
  ...wards.map(({ pcode, en, ar }) => ['ward', pcode, en, ar]),
  ['need', 'water', 'Water', 'ماء'],
  ['need', 'shelter', 'Shelter', 'مأوى'],
];

/** A count of displaced people by ward, in English and Arabic. */
export const shelterCount = (): Promise<MadeFile> =>
  workbook('shelter-count.xlsx', {
    survey: [
      head,
      row('start', 'start'),
      row('end', 'end'),
      row('select_one ward', 'ward_pcode', 'Ward (P-code)', 'الحي', 'yes'),
      row('text', 'site_name', 'Name of the place', 'اسم المكان', 'yes'),
      row('integer', 'idp_households', 'Displaced households', 'الأسر النازحة', 'yes', '', '. >= 0'),
      row('integer', 'idp_individuals', 'Displaced individuals', 'الأفراد النازحون', 'yes', '', '. >= 0'),
      row('select_multiple need', 'needs', 'Most urgent needs', 'أهم الاحتياجات'),
      row('text', 'water_from', 'Where does water come from?', 'من أين يأتي الماء؟', '', ifWater),
    ],
    choices,
    settings,
  });

/** The same with three faults of the kind that people make. */
export const brokenCount = (): Promise<MadeFile> =>
  workbook('shelter-count-draft.xlsx', {
    survey: [
      head,
      row('select_one ward', 'ward_pcode', 'Ward (P-code)', 'الحي'),
      row('intger', 'idp_households', 'Displaced households', 'الأسر النازحة'),
      row('integer', 'idp_individuals', 'Displaced individuals', 'الأفراد النازحون'),
      row('integer', 'idp_individuals', 'Again', 'مرة أخرى'),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the form
      row('text', 'remark', 'Remark', 'ملاحظة', '', '${no_such} > 1'),
    ],
    choices,
    settings,
  });

/** A filled shelter count as ODK Collect writes it. */
export const countXml = (answers: {
  ward: string;
  place: string;
  households: number;
  individuals: number;
  id: string;
}): string =>
  `<?xml version='1.0' ?><data xmlns:orx="http://openrosa.org/xforms" id="shelter_count" version="2026010101"><start>${new Date().toISOString()}</start><end>${new Date().toISOString()}</end><ward_pcode>${answers.ward}</ward_pcode><site_name>${answers.place}</site_name><idp_households>${answers.households}</idp_households><idp_individuals>${answers.individuals}</idp_individuals><needs>shelter</needs><water_from/><orx:meta><orx:instanceID>uuid:${answers.id}</orx:instanceID></orx:meta></data>`;
