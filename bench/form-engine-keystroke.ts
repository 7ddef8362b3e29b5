/**
 * What one keystroke, one new repeat instance and one submission cost, on made inputs. Prints medians.
 *
 *   npx tsx --conditions=source bench/form-engine-keystroke.ts
 */
import { randomUUID } from 'node:crypto';
import {
  type FormSession,
  openForm,
  parseXForm,
  readSubmission,
  validateSubmission,
} from '@sojourn/form-engine';

const CHOICES = 16_000;

function form(instance: string, model: string, body: string): string {
  return `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
    <h:head><h:title>Bench</h:title><model><instance><data id="bench" version="1">${instance}<meta><instanceID/></meta></data></instance>${model}</model></h:head>
    <h:body>${body}</h:body></h:html>`;
}

function opened(xml: string): FormSession {
  return openForm(parseXForm(xml), { now: () => new Date(), uuid: randomUUID });
}

function report(name: string, rounds: number, act: (round: number) => void): void {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    act(round);
    times.push(performance.now() - start);
  }
  const first = times[0] ?? Number.NaN;
  const sorted = times.sort((a, b) => a - b);
  const median = sorted[Math.floor(rounds / 2)] ?? Number.NaN;
  process.stdout.write(
    `${name}: median ${median.toFixed(3)} ms, first ${first.toFixed(3)} ms, worst ${(sorted[rounds - 1] ?? 0).toFixed(3)} ms\n`,
  );
}

const items = Array.from(
  { length: CHOICES },
  (_, i) => `<item><name>v${i}</name><label>Village ${i}</label><commune>c${i % 140}</commune></item>`,
).join('');
const list = `<instance id="villages"><root>${items}</root></instance>`;
const itemset = (predicate: string): string =>
  `<select1 ref="/data/village"><itemset nodeset="instance('villages')/root/item[${predicate}]"><value ref="name"/><label ref="label"/></itemset></select1>`;

function keystrokes(name: string, predicate: string, value: (round: number) => string): void {
  const session = opened(
    form('<commune/><village/>', list, `<input ref="/data/commune"/>${itemset(predicate)}`),
  );
  const village = session.node('/data/village');
  report(name, 60, (round) => {
    session.setValue('/data/commune', value(round));
    village?.choices();
  });
}

keystrokes(
  `filter by equality over ${CHOICES} choices`,
  'commune = /data/commune ',
  (round) => `c${round % 140}`,
);
keystrokes(
  `search by text over ${CHOICES} choices`,
  'contains(label, /data/commune )',
  (round) => `${round}`,
);

const household = opened(
  form(
    '<r jr:template=""><x>1</x><y/></r><r><x>1</x><y/></r><total/>',
    '<bind nodeset="/data/r/y" calculate="/data/r/x + position(..)"/><bind nodeset="/data/total" calculate="sum(/data/r/y)"/>',
    '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/x"/></repeat></group><input ref="/data/total"/>',
  ),
);
report('add one of 500 repeat instances', 499, () => void household.addRepeat('/data/r'));
report('answer inside one of 500 instances', 200, (round) =>
  household.setValue(`/data/r[${round + 1}]/x`, String(round)),
);

const names = Array.from({ length: 60 }, (_, i) => `question_${i}`);
const plain = form(
  names.map((name) => `<${name}/>`).join(''),
  names
    .map((name) => `<bind nodeset="/data/${name}" required="true()" constraint="string-length(.) &lt; 99"/>`)
    .join(''),
  names.map((name) => `<input ref="/data/${name}"/>`).join(''),
);
const answered = opened(plain);
for (const name of names) answered.setValue(`/data/${name}`, `an answer of some length to ${name} & more`);
const submission = answered.serialize();
const definition = parseXForm(plain);
process.stdout.write(`submission of ${names.length} questions, ${submission.length} characters\n`);
report('readSubmission', 5000, () => void readSubmission(submission));
report('validateSubmission', 1000, () => void validateSubmission(definition, submission));
