import { compileXlsForm, type ListedQuestion, listQuestions } from '@sojourn/xlsform';
import type { Polygon } from 'geojson';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { deriveFigures } from '../domain/derive.ts';
import { ringContains } from './country/outline.ts';
import { BAND_QUESTIONS } from './forms/site-assessment.ts';
import { type DemoPlan, demoPlan } from './plan.ts';
import { kilometres } from './story/locality.ts';
import type { DemoRecord } from './story/record.ts';
import { siteIndividuals } from './story/stock.ts';
import { type Submission, submissionWriter } from './submissions.ts';

let plan: DemoPlan;
let rounds: readonly (readonly DemoRecord[])[];
beforeAll(() => {
  plan = demoPlan();
  rounds = plan.rounds.map((round) => round.records());
});

const number = (record: DemoRecord, question: string) => Number(record.answers[question] ?? 0);
const clean = (record: DemoRecord) => record.blemishes.length === 0;

async function all(batches: AsyncGenerator<readonly Submission[]>): Promise<Submission[]> {
  const list: Submission[] = [];
  for await (const batch of batches) list.push(...batch);
  return list;
}

/** Leaf texts by path below the root, as the reader of submissions sees them (the last of a repeat stays). */
function readLeaves(xml: string): Map<string, string> {
  const leaves = new Map<string, string>();
  const path: string[] = [];
  let content = '';
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    path.push(tag.name);
    content = '';
  });
  parser.on('text', (piece) => {
    content += piece;
  });
  parser.on('closetag', () => {
    leaves.set(path.slice(1).join('/'), content);
    path.pop();
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return leaves;
}

describe('the forms', () => {
  it('compile without a finding and hold the questions that the mappings name', async () => {
    for (const form of Object.values(plan.forms)) {
      const compiled = await compileXlsForm(await form.workbook(), { fileName: form.fileName });
      expect(compiled.diagnostics).toEqual([]);
      const paths = listQuestions(compiled.model!).map((listed) => pathOf(listed));
      const { place, location, date, figures } = form.mapping;
      const named = figures.flatMap((figure) => [
        ...[figure.households, figure.individuals, figure.origin, figure.reason],
        ...figure.bands.map((band) => band.question),
      ]);
      for (const question of [place.question, location, date, ...named]) {
        if (question !== null) expect(paths).toContain(question);
      }
    }
  });

  it('are as long as promised and speak four languages everywhere', () => {
    const asked = (key: DemoRecord['form']) =>
      plan.forms[key].source.survey.filter((row) => row.label && !/^(begin|note)/.test(row.type)).length;
    expect(asked('site_assessment')).toBeGreaterThanOrEqual(58);
    expect(asked('baseline')).toBeGreaterThanOrEqual(25);
    for (const { source } of Object.values(plan.forms)) {
      for (const { label } of [...source.survey, ...source.choices]) {
        if (label) expect(Object.values(label).filter((words) => words?.trim())).toHaveLength(4);
      }
    }
  });
});

/** Path below the root: `/data/site/site_code` is `site/site_code`. */
const pathOf = ({ question }: ListedQuestion) => question.path.split('/').slice(2).join('/');

describe('the submissions', () => {
  it('hold only elements that the form has, and only choices that it offers', async () => {
    for (const form of Object.values(plan.forms)) {
      const compiled = await compileXlsForm(await form.workbook(), { fileName: form.fileName });
      const known = new Set(listQuestions(compiled.model!).map((listed) => pathOf(listed)));
      const offered = (list: string) =>
        new Set(form.source.choices.filter((choice) => choice.list === list).map((choice) => choice.name));
      const selects = form.source.survey.filter((row) => row.type.startsWith('select_'));
      const sent = (await all(plan.rounds[2]!.submissions())).filter((s) => s.formId === form.source.id);
      for (const { xml, record } of sent.slice(0, 300)) {
        for (const [path, content] of readLeaves(xml)) {
          const isGroup = [...known].some((other) => other.startsWith(`${path}/`));
          if (path !== '' && !path.startsWith('meta') && !isGroup) expect(known, path).toContain(path);
          expect(content).not.toContain('undefined');
        }
        for (const row of selects) {
          const value = record.answers[row.name];
          if (value === undefined) continue;
          const names = offered(row.type.split(' ')[1]!);
          for (const name of String(value).split(' ')) expect(names, row.name).toContain(name);
        }
      }
    }
  });

  it('come in batches, in the order of sending, with an identity of their own', async () => {
    const ids = new Set<string>();
    for (const [i, round] of plan.rounds.entries()) {
      let last = '';
      let count = 0;
      for await (const batch of round.submissions(500)) {
        expect(batch.length).toBeLessThanOrEqual(500);
        for (const submission of batch) {
          expect(submission.sentAt >= last).toBe(true);
          last = submission.sentAt;
          ids.add(submission.instanceId);
          count++;
        }
      }
      expect(count).toBe(rounds[i]!.length);
    }
    expect(ids.size).toBe(rounds.flat().length);
  });

  it('are the same for one seed and others for another', async () => {
    const text = async (seed?: string) => JSON.stringify(await all(demoPlan(seed).rounds[1]!.submissions()));
    expect(await text()).toBe(await text());
    expect(await text()).not.toBe(await text('another'));
  });
});

describe('the story', () => {
  it('has about 2,000 records a round and forty sites, in the right places', () => {
    for (const records of rounds) expect(Math.abs(records.length - 2000)).toBeLessThan(120);
    expect(plan.sites).toHaveLength(40);
    expect(new Set(plan.sites.map((site) => site.code)).size).toBe(40);
    const areas = plan.editions.at(-1)!.levels[3]!.collection.features;
    for (const { lon, lat, pcode } of [
      ...plan.sites,
      ...plan.world.localities.map((locality) => ({ ...locality, pcode: locality.area.pcode })),
    ]) {
      const area = areas.find((feature) => feature.properties.ADM3_PCODE === pcode)!;
      const shells =
        area.geometry.type === 'Polygon' ? [area.geometry] : area.geometry.coordinates.map(asPolygon);
      expect(shells.some((shell) => ringContains(shell.coordinates[0]!, [lon, lat]))).toBe(true);
    }
  });

  it('adds up: women and men to people, ages to people, except where a slip is announced', () => {
    for (const record of rounds.flat()) {
      const people = number(record, 'idp_ind');
      if (record.form === 'site_assessment') {
        expect(BAND_QUESTIONS.reduce((sum, { name }) => sum + number(record, name), 0)).toBe(people);
      } else {
        const slip = record.blemishes.includes('sex_sum');
        expect(number(record, 'idp_f') + number(record, 'idp_m') === people).toBe(!slip);
      }
    }
  });

  it('keeps household size near 4.5 and above 10 only where announced', () => {
    const sizes: number[] = [];
    for (const record of rounds.flat()) {
      const households = number(record, 'idp_hh');
      if (households < 10) continue;
      const size = number(record, 'idp_ind') / households;
      if (record.blemishes.includes('household_size')) expect(size).toBeGreaterThan(6.5);
      else expect(size).toBeLessThan(7.2);
      sizes.push(size);
    }
    sizes.sort((a, b) => a - b);
    expect(sizes[sizes.length >> 1]).toBeCloseTo(4.5, 0);
    expect(sizes.at(-1)).toBeGreaterThan(10);
  });

  it('balances: households now = before + arrived - left, where a place was seen twice', () => {
    const before = new Map<unknown, number>();
    for (const [i, records] of rounds.entries()) {
      const seen = records.filter(
        (record) => record.form === 'baseline' && !record.blemishes.includes('duplicate'),
      );
      for (const record of seen) {
        const code = record.answers.locality_code;
        const now = number(record, 'idp_hh');
        const earlier = before.get(code);
        const moves = number(record, 'arrived_hh') - number(record, 'left_hh');
        if (earlier !== undefined) expect(now).toBe(earlier + moves);
      }
      before.clear();
      for (const record of seen) before.set(record.answers.locality_code, number(record, 'idp_hh'));
      if (i === 3) break;
    }
  });

  it('rises with the fighting and the flood and falls with the returns', () => {
    const truth = plan.rounds.map(({ number: round }) =>
      plan.world.localities.reduce((sum, locality) => sum + plan.world.stock.individuals(locality, round), 0),
    ) as [number, number, number, number];
    expect(truth[1]).toBeGreaterThan(truth[0]);
    expect(truth[2]).toBeGreaterThan(truth[1]);
    expect(truth[3]).toBeLessThan(truth[2]);
    const back = rounds.map((records) =>
      records.reduce((sum, record) => sum + number(record, 'returnee_ind'), 0),
    );
    expect(back[3]).toBeGreaterThan(3 * back[2]!);
    const flooded = rounds.map(
      (records) => records.filter((r) => r.answers.reason === 'natural_disaster').length,
    );
    expect(flooded.map((count) => count > 0)).toEqual([false, false, true, true]);
  });

  it('counts the people of sites inside the baseline of their locality, never beside it', () => {
    for (const { number: round } of plan.rounds) {
      for (const locality of plan.world.localities) {
        const inSites = plan.sites
          .filter((site) => site.locality === locality)
          .reduce((sum, site) => sum + siteIndividuals(plan.world.stock, site, round), 0);
        expect(plan.world.stock.individuals(locality, round)).toBeGreaterThanOrEqual(inSites);
      }
    }
  });

  it('leaves work for the quality screens: gaps, doubles, far starts, closed sites', () => {
    const places = (records: readonly DemoRecord[]) => new Set(records.map((record) => record.answers.adm3));
    expect(rounds.map((records) => places(records).size)).toEqual([150, 146, 149, 150]);
    for (const records of rounds) {
      expect(records.filter((record) => record.blemishes.includes('duplicate'))).toHaveLength(9);
      const far = records.filter((record) => {
        const [start, gps] = [record.answers.start_gps, record.answers.gps].map((fix) =>
          String(fix).split(' '),
        );
        return record.answers.gps !== undefined && kilometres(point(start!), point(gps!)) > 5;
      });
      expect(far).toEqual(records.filter((record) => record.blemishes.includes('far_gps')));
      expect(far.length).toBeGreaterThan(20);
    }
    const closed = rounds.map(
      (list) => list.filter((record) => record.answers.site_status === 'closed').length,
    );
    expect(closed[0]! + closed[1]!).toBe(0);
    expect(closed[2]! * closed[3]!).toBeGreaterThan(0);
  });

  it('gives the figures that the mappings promise', () => {
    for (const record of rounds[3]!.filter(clean).slice(0, 400)) {
      const answers = Object.fromEntries(
        [...readLeaves(xmlOf(record))].map(([path, content]) => [path, content === '' ? undefined : content]),
      );
      const figures = deriveFigures(plan.forms[record.form].mapping, answers);
      const displaced = figures.find((figure) => figure.category === 'idp');
      if (record.answers.site_status === 'closed') expect(displaced).toBeUndefined();
      else expect(displaced).toMatchObject({ individuals: number(record, 'idp_ind'), flags: [] });
    }
  });
});

const asPolygon = (coordinates: Polygon['coordinates']): Polygon => ({ type: 'Polygon', coordinates });
const point = ([lat, lon]: string[]) => [Number(lon), Number(lat)] as const;
const xmlOf = (record: DemoRecord) => submissionWriter(plan.forms[record.form].source)(record).xml;

it('names people, offices and devices that fit together', () => {
  const offices = new Set<string>();
  for (const office of plan.offices) {
    expect(office.parent === null || offices.has(office.parent)).toBe(true);
    offices.add(office.code);
  }
  for (const person of plan.people) expect(offices).toContain(person.office);
  expect(new Set(plan.people.map((person) => person.email)).size).toBe(plan.people.length);
  const keys = plan.people.map((person) => person.key);
  for (const device of plan.devices) expect(keys).toContain(device.enumerator);
});
