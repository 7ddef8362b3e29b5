import { findAgencyName } from '#platform/access/store.ts';
import type { Tx } from '#platform/db/tx.ts';
import { barChart } from '#platform/documents/bar-chart.ts';
import { type Block, type Document, isRightToLeft } from '#platform/documents/document.ts';
import { formatChange, formatDate, formatNumber, formatPercent } from '#platform/i18n/format.ts';
import type { Language } from '#platform/i18n/language.ts';
import { type Translator, translator } from '#platform/i18n/messages.ts';
import type { AreaFigure } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import { displacementReport } from '../messages/report/catalogue.ts';
import { type FiguresQuery, figuresOf } from './figures.ts';

type Figures = Awaited<ReturnType<typeof figuresOf>>;
type Words = Translator<keyof typeof import('../messages/en.ts').messages>;
type ReportWords = Translator<keyof typeof import('../messages/report/en.ts').messages>;

interface Say {
  language: Language;
  t: Words;
  r: ReportWords;
}

/** A picture of more bars is no picture; the table has them all. */
const MOST_BARS = 20;
const PUBLIC = new Set(['published', 'superseded']);

/**
 * The figures of a round as a document: read as its person, by the same query as the screen, so that what is hidden or not
 * known there is so here.
 */
export async function roundReport(
  tx: Tx,
  query: FiguresQuery,
  now: Date,
): Promise<{ document: Document; round: Figures['round'] }> {
  const { language } = query;
  const figures = await figuresOf(tx, query);
  const say: Say = {
    language,
    t: await translator(displacementMessages, language),
    r: await translator(displacementReport, language),
  };
  const { round } = figures;
  const document: Document = {
    language,
    title: say.r('title', { round: round.code }),
    agency: (await findAgencyName(tx)) ?? '',
    classification: say.r(PUBLIC.has(round.state) ? 'class.public' : 'class.internal'),
    date: say.r('made', { when: formatDate(language, now, 'UTC') }),
    blocks: [facts(figures, query, say), ...body(figures, query, say)],
  };
  return { document, round };
}

function facts({ round, total }: Figures, query: FiguresQuery, { language, t, r }: Say): Block {
  return {
    kind: 'facts',
    facts: [
      { label: t('figures.round'), value: [round.code, round.name].filter(Boolean).join(' · ') },
      { label: r('state'), value: t(`state.${round.state}`) },
      { label: r('reportingDate'), value: formatDate(language, round.reportingDate) },
      { label: t('figures.tool'), value: t(`tool.${query.tool}`) },
      { label: t('figures.category'), value: t(`category.${query.category}`) },
      ...(query.within ? [{ label: r('area'), value: total.name || query.within }] : []),
    ],
  };
}

function body(figures: Figures, query: FiguresQuery, say: Say): Block[] {
  const { r } = say;
  if (figures.total.records === 0) return [{ kind: 'paragraph', text: r('nothing') }];
  return [
    { kind: 'heading', text: r('summary') },
    ...summary(figures, say).map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'heading', text: say.t('figures.table') },
    areaTable(figures, say),
    chart(figures, query, say),
    { kind: 'heading', text: r('method') },
    { kind: 'paragraph', text: `${say.t('figures.approximate')}.` },
    { kind: 'paragraph', text: say.t('rule.individuals') },
    ...leftOut(figures, say),
  ];
}

function summary({ total, areas }: Figures, { language, r }: Say): string[] {
  const number = (value: number) => formatNumber(language, value);
  const lines = [
    r('sentence.individuals', {
      individuals: number(total.individuals),
      areas: number(areas.filter(({ pcode }) => pcode).length),
      places: number(total.places),
    }),
  ];
  if (total.estimated > 0) lines.push(r('sentence.estimated', { estimated: number(total.estimated) }));
  const { change } = total;
  if (change && change.placesInBoth > 0)
    lines.push(
      r('sentence.change', {
        places: number(change.placesInBoth),
        round: change.previousCode,
        difference: formatChange(language, change.difference),
        percent: change.percent === null ? '–' : formatPercent(language, change.percent / 100),
      }),
    );
  return lines;
}

const nameOf = (area: AreaFigure, t: Words): string =>
  area.pcode ? area.name || area.pcode : t('figures.unknownArea');

function areaTable({ areas, total }: Figures, { language, t, r }: Say): Block {
  const known = (value: number | null) => (value === null ? '–' : formatNumber(language, value));
  const changed = ({ change }: AreaFigure) =>
    change && change.placesInBoth > 0 ? formatChange(language, change.difference) : '–';
  const row = (name: string, area: AreaFigure) => [
    name,
    known(area.individuals),
    known(area.households),
    known(area.female),
    known(area.male),
    known(area.places),
    changed(area),
  ];
  return {
    kind: 'table',
    caption: r('table'),
    columns: [
      { header: t('figures.area') },
      { header: t('figures.individuals'), numeric: true },
      { header: t('figures.households'), numeric: true },
      { header: t('figures.female'), numeric: true },
      { header: t('figures.male'), numeric: true },
      { header: t('figures.places'), numeric: true },
      { header: t('figures.changeShort'), numeric: true },
    ],
    rows: [...areas.map((area) => row(nameOf(area, t), area)), row(r('total'), total)],
    endsInTotal: true,
  };
}

function chart({ areas }: Figures, query: FiguresQuery, { language, t, r }: Say): Block {
  const shown = areas.toSorted((a, b) => b.individuals - a.individuals).slice(0, MOST_BARS);
  const category = t(`category.${query.category}`);
  return barChart(
    shown.map((area) => ({
      label: nameOf(area, t),
      value: area.individuals,
      text: formatNumber(language, area.individuals),
    })),
    {
      caption: r('chart', { category }),
      alt: r('chart.alt', { category, areas: formatNumber(language, shown.length) }),
      rightToLeft: isRightToLeft(language),
    },
  );
}

function leftOut({ leftOut: reasons }: Figures, { language, t }: Say): Block[] {
  if (reasons.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: t('figures.leftOut'),
      columns: [{ header: t('field.reason') }, { header: t('figures.records'), numeric: true }],
      rows: reasons.map(({ reason, records }) => [
        t(`reason.${reason}` as 'reason.replaced'),
        formatNumber(language, records),
      ]),
    },
  ];
}
