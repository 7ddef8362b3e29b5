import { type Cell, type Sheets, workbook } from '#platform/forms/testing/workbook.ts';

/**
 * The form of the comparison with other servers: 6 groups of 10 questions (text required, integer, decimal under a
 * condition, date, one of 8, several of 8, geopoint, text, dateTime, text) and about 3.9 KB of XML when filled.
 */
export const assessmentSheets: Sheets = {
  survey: [
    ['type', 'name', 'label', 'required', 'constraint', 'relevant'],
    ...Array.from({ length: 6 }, (_, i) => i + 1).flatMap((g): Cell[][] => [
      ['begin group', `group_${g}`, `Section ${g}`, '', '', ''],
      ['text', `name_${g}`, `Name ${g}`, 'true()', '', ''],
      ['integer', `count_${g}`, `Count ${g}`, '', '. >= 0 and . <= 100000', ''],
      ['decimal', `ratio_${g}`, `Ratio ${g}`, '', '', `\${count_${g}} > 0`],
      ['date', `day_${g}`, `Day ${g}`, '', '', ''],
      ['select_one eight', `one_${g}`, `One ${g}`, '', '', ''],
      ['select_multiple eight', `many_${g}`, `Many ${g}`, '', '', ''],
      ['geopoint', `place_${g}`, `Place ${g}`, '', '', ''],
      ['text', `note_${g}`, `Note ${g}`, '', '', ''],
      ['dateTime', `moment_${g}`, `Moment ${g}`, '', '', ''],
      ['text', `remark_${g}`, `Remark ${g}`, '', '', ''],
      ['end group', '', '', '', '', ''],
    ]),
  ],
  choices: [
    ['list_name', 'name', 'label'],
    ...Array.from({ length: 8 }, (_, i): Cell[] => ['eight', `choice_${i + 1}`, `Choice ${i + 1}`]),
  ],
  settings: [
    ['form_title', 'form_id', 'version', 'instance_name'],
    ['Assessment of 60 questions', 'assessment_60', '1', `\${name_1}`],
  ],
};

export const assessmentWorkbook = (): Promise<Buffer> => workbook(assessmentSheets);

const WORDS =
  'water market school clinic road bridge river camp host family tent roof latrine pump well fuel food seed tool goat cattle harvest flood storm return leave stay elder women youth committee meeting'.split(
    ' ',
  );

/** Random numbers that repeat (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const sentence = (random: () => number, words: number): string =>
  Array.from({ length: words }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
const two = (n: number): string => String(n).padStart(2, '0');

/** Answers of one record, in the order of the form, as text. */
export function assessmentAnswers(random: () => number, serial: number): [string, string][] {
  const int = (n: number): number => Math.floor(random() * n);
  const answers: [string, string][] = [];
  for (let g = 1; g <= 6; g++) {
    const day = `2026-${two(1 + int(12))}-${two(1 + int(28))}`;
    const many = Array.from({ length: 8 }, (_, i) => `choice_${i + 1}`).filter(() => random() < 0.4);
    answers.push(
      [`name_${g}`, g === 1 ? `Site ${serial} ${sentence(random, 1)}` : sentence(random, 2)],
      [`count_${g}`, String(int(5000))],
      [`ratio_${g}`, (random() * 100).toFixed(2)],
      [`day_${g}`, day],
      // The last choice is rare, so that both kinds of filter can be timed.
      [`one_${g}`, `choice_${random() < 0.001 ? 8 : 1 + int(7)}`],
      [`many_${g}`, many.join(' ')],
      [`place_${g}`, `${(18 + random()).toFixed(6)} ${(-72 - random()).toFixed(6)} 12.0 4.5`],
      [`note_${g}`, sentence(random, 16)],
      [`moment_${g}`, `${day}T${two(int(24))}:${two(int(60))}:00.000+00:00`],
      [`remark_${g}`, sentence(random, 28)],
    );
  }
  return answers;
}

/** The XML that Collect would send. */
export function assessmentXml(answers: readonly [string, string][], instanceId: string): string {
  const groups = Array.from({ length: 6 }, (_, i) => {
    const inside = answers.slice(i * 10, i * 10 + 10).map(([name, value]) => `<${name}>${value}</${name}>`);
    return `<group_${i + 1}>${inside.join('')}</group_${i + 1}>`;
  });
  return `<?xml version='1.0' ?><data id="assessment_60" version="1" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:orx="http://openrosa.org/xforms">${groups.join('')}<orx:meta><orx:instanceID>${instanceId}</orx:instanceID><orx:instanceName>${answers[0]![1]}</orx:instanceName></orx:meta></data>`;
}
