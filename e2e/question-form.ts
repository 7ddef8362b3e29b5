import type { Cell, Sheets } from '../src/platform/forms/testing/workbook.ts';

/** A file that the form reads, as it is put beside the workbook. */
export interface FormFile {
  name: string;
  text: string;
}

const head = [
  'type',
  'name',
  'label::English (en)',
  'label::العربية (ar)',
  'appearance',
  'parameters',
  'relevant',
  'calculation',
  'readonly',
  'trigger',
  'image',
];
const row = (...cells: Cell[]): Cell[] => [...cells, ...Array(head.length - cells.length).fill('')];
/** A reference to another question, as a workbook writes it. */
const ref = (name: string): string => ['$', '{', name, '}'].join('');

const words: Cell[][] = [
  row('begin group', 'words', 'Words and numbers', 'كلمات وأرقام'),
  row('text', 'line', 'One line', 'سطر واحد'),
  row('text', 'lines', 'Several lines', 'عدة أسطر', 'multiline'),
  row('text', 'digits', 'Digits only', 'أرقام فقط', 'numbers'),
  row('text', 'secret', 'Masked', 'مخفي', 'masked'),
  row('text', 'address', 'Web address', 'عنوان موقع', 'url'),
  row('text', 'app', 'From another app', 'من تطبيق آخر', 'ex:org.example.scan()'),
  row('integer', 'whole', 'Whole number', 'عدد صحيح', 'thousands-sep'),
  row('integer', 'count', 'Counter', 'عدّاد', 'counter'),
  row('decimal', 'part', 'Decimal number', 'عدد عشري'),
  row('decimal', 'bearing', 'Direction', 'الاتجاه', 'bearing'),
  row('calculate', 'double', '', '', '', '', '', `${ref('whole')} * 2`),
  row('note', 'told', `Twice that is ${ref('double')}.`, `ضعف ذلك ${ref('double')}.`),
  row('text', 'fixed', 'Computed', 'محسوب', '', '', '', `concat('x', ${ref('double')})`, 'yes'),
  row('hidden', 'kept'),
  row('acknowledge', 'read', 'Have you read this?', 'هل قرأت هذا؟'),
  row('end group'),
];

const dates: Cell[][] = [
  row('begin group', 'dates', 'Dates', 'تواريخ'),
  row('date', 'day', 'A day', 'يوم'),
  row('date', 'spelt', 'A day without calendar', 'يوم بلا تقويم', 'no-calendar'),
  row('date', 'month', 'A month', 'شهر', 'month-year'),
  row('date', 'year', 'A year', 'سنة', 'year'),
  row('date', 'ethiopian', 'Ethiopian calendar', 'التقويم الإثيوبي', 'ethiopian'),
  row('date', 'islamic', 'Islamic calendar', 'التقويم الهجري', 'islamic'),
  row('date', 'nepali', 'Nepali calendar', 'التقويم النيبالي', 'bikram-sambat'),
  row('time', 'hour', 'A time', 'وقت'),
  row('dateTime', 'moment', 'A moment', 'لحظة'),
  row('end group'),
];

const choosing: Cell[][] = [
  row('begin group', 'choosing', 'Choosing', 'اختيار'),
  row('select_one yesno', 'one', 'One of a few', 'واحد من قليل'),
  row('select_multiple need', 'several', 'Several', 'عدة'),
  row('select_one need', 'menu', 'From a menu', 'من قائمة', 'minimal'),
  row('select_multiple need', 'columns', 'In columns', 'في أعمدة', 'columns-2'),
  row('select_one need', 'packed', 'Packed, no buttons', 'متراصة بلا أزرار', 'columns-pack no-buttons'),
  row('select_one mood', 'likert', 'Likert', 'مقياس ليكرت', 'likert'),
  row('select_one need', 'quick', 'Quick', 'سريع', 'quick'),
  row('rank need', 'rank', 'In order', 'بالترتيب'),
  row('select_one side', 'body', 'On a drawing', 'على رسم', 'image-map', '', '', '', '', '', 'sides.svg'),
  row('select_one_from_file sites.geojson', 'site', 'On a map', 'على خريطة', 'map'),
  row('select_one_from_file towns.csv', 'town', 'From a file', 'من ملف', 'autocomplete'),
  row('end group'),
  row('begin group', 'table', 'A table', 'جدول', 'table-list'),
  row('select_one yesno', 'water', 'Water', 'ماء'),
  row('select_one yesno', 'light', 'Light', 'إنارة'),
  row('end group'),
];

const ranges: Cell[][] = [
  row('begin group', 'ranges', 'Ranges', 'مدى'),
  row('range', 'plain', 'Range', 'مدى', '', 'start=0 end=10 step=1'),
  row(
    'range',
    'marked',
    'With words',
    'بكلمات',
    '',
    'start=0 end=10 step=1 tick_interval=5 tick_labelset=amount',
  ),
  row('range', 'upright', 'Upright', 'عمودي', 'vertical', 'start=0 end=100 step=10'),
  row('range', 'bare', 'Without marks, downwards', 'بلا علامات', 'no-ticks', 'start=5 end=-5 step=1'),
  row('range', 'stars', 'Rating', 'تقييم', 'rating', 'start=1 end=5 step=1'),
  row('range', 'picked', 'Picker', 'منتقٍ', 'picker', 'start=1 end=60 step=1'),
  row('end group'),
];

const places: Cell[][] = [
  row('begin group', 'places', 'Places', 'أماكن'),
  row('geopoint', 'point', 'A point', 'نقطة', 'placement-map', 'capture-accuracy=10 warning-accuracy=100'),
  row('geotrace', 'trace', 'A line', 'خط'),
  row('geoshape', 'shape', 'An area', 'مساحة'),
  row('end group'),
];

const files: Cell[][] = [
  row('begin group', 'files', 'Files', 'ملفات'),
  row('image', 'photo', 'A picture', 'صورة', '', 'max-pixels=320'),
  row('image', 'selfie', 'A selfie', 'صورة ذاتية', 'new-front'),
  row('image', 'signature', 'A signature', 'توقيع', 'signature'),
  row('image', 'sketch', 'A sketch', 'رسم', 'draw'),
  row('image', 'noted', 'A picture with marks', 'صورة بعلامات', 'annotate'),
  row('audio', 'sound', 'A sound', 'صوت', '', 'quality=voice-only'),
  row('video', 'film', 'A film', 'فيلم'),
  row('file', 'paper', 'A file', 'ملف'),
  row('barcode', 'code', 'A code', 'رمز'),
  row('end group'),
];

const grid: Cell[][] = [
  row('begin group', 'grid', 'Side by side', 'جنبًا إلى جنب', 'w4 field-list'),
  row('text', 'left', 'Left, narrow', 'ضيق', 'w1'),
  row('text', 'right', 'Right, wide', 'عريض', 'w3'),
  row('text', 'across', 'The whole row', 'الصف كله'),
  row('end group'),
  row('begin repeat', 'member', 'Member', 'فرد'),
  row('text', 'name', 'Name', 'الاسم'),
  row('integer', 'age', 'Age', 'العمر'),
  row('end repeat'),
];

/** One question of each type and of each appearance that looks or answers differently, in two languages. */
export const questionForm: Sheets = {
  survey: [
    head,
    row('start', 'start'),
    row('end', 'end'),
    row('start-geopoint', 'began_at'),
    row('background-audio', 'ambience', '', '', '', 'quality=low'),
    row('audit', 'audit'),
    ...words,
    row('background-geopoint', 'answered_at', '', '', '', '', '', '', '', ref('line')),
    ...dates,
    ...choosing,
    ...ranges,
    ...places,
    ...files,
    ...grid,
  ],
  choices: [
    ['list_name', 'name', 'label::English (en)', 'label::العربية (ar)'],
    ['yesno', 'yes', 'Yes', 'نعم'],
    ['yesno', 'no', 'No', 'لا'],
    ['need', 'water', 'Water', 'ماء'],
    ['need', 'food', 'Food', 'طعام'],
    ['need', 'shelter', 'Shelter', 'مأوى'],
    ['need', 'health', 'Health', 'صحة'],
    ['mood', '1', 'Strongly disagree', 'لا أوافق إطلاقًا'],
    ['mood', '2', 'Disagree', 'لا أوافق'],
    ['mood', '3', 'Neither', 'محايد'],
    ['mood', '4', 'Agree', 'أوافق'],
    ['mood', '5', 'Strongly agree', 'أوافق بشدة'],
    ['side', 'west', 'West', 'غرب'],
    ['side', 'east', 'East', 'شرق'],
    ['amount', '0', 'None', 'لا شيء'],
    ['amount', '5', 'About half', 'حوالي النصف'],
    ['amount', '10', 'All of it', 'كله'],
  ],
  settings: [
    ['form_title', 'form_id', 'version', 'default_language', 'style'],
    ['Every question', 'every_question', '1', 'English (en)', 'theme-grid'],
  ],
};

const site = (id: string, title: string, longitude: number, latitude: number) => ({
  type: 'Feature',
  properties: { id, title },
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
});

export const questionFiles: FormFile[] = [
  {
    name: 'sides.svg',
    text: `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" onload="alert(1)"><script>alert(2)</script>
      <rect id="west" x="5" y="5" width="140" height="110" style="fill:#cfd8dc;stroke:#455a64"/>
      <rect id="east" x="155" y="5" width="140" height="110" fill="#cfd8dc" stroke="#455a64"/></svg>`,
  },
  {
    name: 'sites.geojson',
    text: JSON.stringify({
      type: 'FeatureCollection',
      features: [
        site('s1', 'Site one', 10, 10),
        site('s2', 'Site two', 20, 12),
        site('s3', 'Site three', 15, 4),
      ],
    }),
  },
  {
    name: 'towns.csv',
    text: `name,label\n${Array.from({ length: 200 }, (_, n) => `t${n},Town ${n}`).join('\n')}\n`,
  },
];
