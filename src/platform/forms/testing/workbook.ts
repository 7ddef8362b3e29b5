import ExcelJS from 'exceljs';

export type Cell = string | number;
export interface Sheets {
  survey: Cell[][];
  choices?: Cell[][];
  settings?: Cell[][];
}

/** An .xlsx of rows; the first row of each sheet is its head. */
export async function workbook(sheets: Sheets): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows as Cell[][]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A site assessment in two languages: each kind of answer once, a condition and a repeat. */
export const siteForm = (version = '1', more: Cell[][] = []): Sheets => ({
  survey: [
    ['type', 'name', 'label::English (en)', 'label::Français (fr)', 'required', 'relevant'],
    ['start', 'start', '', '', '', ''],
    ['end', 'end', '', '', '', ''],
    ['begin group', 'site', 'Site', 'Site', '', ''],
    ['text', 'name', 'Name of the site', 'Nom du site', 'true()', ''],
    ['select_one kind', 'kind', 'Kind of site', 'Type de site', '', ''],
    ['geopoint', 'gps', 'Where', 'Où', '', ''],
    ['integer', 'households', 'Households', 'Ménages', '', ''],
    ['decimal', 'distance', 'Distance to water', 'Distance', '', ''],
    ['date', 'opened', 'Opened on', 'Ouvert le', '', ''],
    ['select_multiple need', 'needs', 'Needs', 'Besoins', '', ''],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the form
    ['text', 'needs_other', 'Other need', 'Autre', '', "selected(${needs}, 'other')"],
    ['image', 'photo', 'Photo', 'Photo', '', ''],
    ['end group', '', '', '', '', ''],
    ['begin repeat', 'origin', 'Origins', 'Origines', '', ''],
    ['text', 'place', 'Place', 'Lieu', '', ''],
    ['integer', 'people', 'People', 'Personnes', '', ''],
    ['end repeat', '', '', '', '', ''],
    ...more.map((row) => row),
  ],
  choices: [
    ['list_name', 'name', 'label::English (en)', 'label::Français (fr)'],
    ['kind', 'camp', 'Camp', 'Camp'],
    ['kind', 'centre', 'Collective centre', 'Centre collectif'],
    ['need', 'water', 'Water', 'Eau'],
    ['need', 'food', 'Food', 'Nourriture'],
    ['need', 'other', 'Other', 'Autre'],
  ],
  settings: [
    ['form_title', 'form_id', 'version', 'instance_name', 'default_language'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the form
    ['Site assessment', 'site_assessment', version, '${name}', 'English (en)'],
  ],
});

/** A filled site assessment as Collect writes it. */
export function siteXml(
  answers: {
    id?: string;
    deprecated?: string;
    version?: string;
    form?: string;
    name?: string;
    kind?: string;
    gps?: string;
    households?: string;
    distance?: string;
    opened?: string;
    needs?: string;
    photo?: string;
    origins?: [string, string][];
  } = {},
): string {
  const leaf = (name: string, value: string | undefined) =>
    value === undefined ? `<${name}/>` : `<${name}>${value}</${name}>`;
  const origins = (answers.origins ?? []).map(
    ([place, people]) => `<origin>${leaf('place', place)}${leaf('people', people)}</origin>`,
  );
  return `<?xml version='1.0' ?><data id="${answers.form ?? 'site_assessment'}" version="${answers.version ?? '1'}" xmlns:orx="http://openrosa.org/xforms"><start>2026-11-01T08:00:00.000+01:00</start><end>2026-11-01T08:20:00.000+01:00</end><site>${leaf('name', answers.name ?? 'Kalimba')}${leaf('kind', answers.kind ?? 'camp')}${leaf('gps', answers.gps)}${leaf('households', answers.households ?? '12')}${leaf('distance', answers.distance)}${leaf('opened', answers.opened)}${leaf('needs', answers.needs)}<needs_other/>${leaf('photo', answers.photo)}</site>${origins.join('')}<orx:meta><orx:instanceID>${answers.id ?? `uuid:${crypto.randomUUID()}`}</orx:instanceID>${answers.deprecated ? `<orx:deprecatedID>${answers.deprecated}</orx:deprecatedID>` : ''}<orx:instanceName>${answers.name ?? 'Kalimba'}</orx:instanceName></orx:meta></data>`;
}
