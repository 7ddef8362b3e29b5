import type { Category, FigureMapping, Mapping } from '../contract.ts';

export interface FormQuestion {
  path: string;
  name: string;
  type: string;
  label: string;
  /** What its choices are among the places of today; undefined where it offers none of its own. */
  choices?: ChoicesAs | undefined;
}

export type ChoicesAs = { kind: 'site' } | { kind: 'pcode'; level: number } | { kind: 'other' };

/** What a list of choices stands for: sites or areas where at least half of the choices are known as such. */
export function readChoices(
  names: readonly string[],
  isSite: (name: string) => boolean,
  levelOf: (name: string) => number | undefined,
): ChoicesAs {
  if (names.length === 0) return { kind: 'other' };
  if (names.filter(isSite).length * 2 >= names.length) return { kind: 'site' };
  const levels = names.map(levelOf).filter((level) => level !== undefined);
  if (levels.length * 2 < names.length) return { kind: 'other' };
  return { kind: 'pcode', level: Math.max(...levels) };
}

type Suggestion = Partial<Mapping> & { figures: FigureMapping[] };

const matches = (q: FormQuestion, pattern: RegExp): boolean => pattern.test(q.name) || pattern.test(q.path);

const categoryOf = (q: FormQuestion): Category => {
  const text = `${q.path} ${q.name}`.toLowerCase();
  if (/returnee.*abroad|ret_abr/.test(text)) return 'returnee_from_abroad';
  if (/return|(^|[_/])ret([_/]|$)/.test(text)) return 'returnee';
  if (/refugee/.test(text)) return 'refugee';
  if (/migrant/.test(text)) return 'migrant';
  if (/host|resident/.test(text)) return 'host';
  return 'idp';
};

const isCount = (q: FormQuestion): boolean => ['integer', 'decimal', 'calculate', 'range'].includes(q.type);

function bandOf(q: FormQuestion): Pick<FigureMapping['bands'][number], 'sex' | 'age'> | null {
  const name = q.name.toLowerCase();
  const sex = /(^|_)(f|fem|female|women|girls|femmes)(_|$)/.test(name)
    ? 'female'
    : /(^|_)(m|mal|male|men|boys|hommes)(_|$)/.test(name)
      ? 'male'
      : null;
  if (!sex) return null;
  const age = /(^|_)(60|60_?plus|elderly)(_|$)/.test(name)
    ? '60+'
    : /18_59/.test(name)
      ? '18-59'
      : /(^|_)6_17/.test(name)
        ? '6-17'
        : /(^|_)5_17/.test(name)
          ? '5-17'
          : /(^|_)1_5/.test(name)
            ? '1-5'
            : /(^|_)0_4/.test(name)
              ? '0-4'
              : /(^|_)(0|lt_?1|u1|under_?1|0_1|infant)(_|$)/.test(name)
                ? '0'
                : 'all';
  return { sex, age };
}

/** How labels speak of people, in the languages of the product. */
const PEOPLE = /people|persons?|individual|beneficiar|personne|bénéficiaire|personas|أشخاص|أفراد|مستفيد/i;

/** A first mapping from names and types: what an officer then checks, never a decision. Repeats are left out by the caller. */
export function suggestMapping(questions: readonly FormQuestion[]): Suggestion {
  const counts = questions.filter(isCount);
  const figures = new Map<Category, FigureMapping>();
  const figureOf = (category: Category): FigureMapping => {
    const found = figures.get(category) ?? {
      category,
      households: null,
      individuals: null,
      bands: [],
      origin: null,
      reason: null,
    };
    figures.set(category, found);
    return found;
  };
  for (const q of counts) {
    const figure = figureOf(categoryOf(q));
    const band = bandOf(q);
    if (band) figure.bands.push({ ...band, question: q.path });
    else if (matches(q, /(^|[_/])(hh|households?|menages?|hogares)([_/]|$)/i)) figure.households ??= q.path;
    else if (matches(q, /(^|[_/])(ind|individuals?|persons?|people|personnes|personas)([_/]|$)/i))
      figure.individuals ??= q.path;
  }
  const useful = [...figures.values()].filter((f) => f.households !== null || f.individuals !== null);
  if (useful.length === 0) {
    const byLabel = counts.find((q) => PEOPLE.test(q.label) && !/minute|hour|heure|hora/i.test(q.label));
    if (byLabel) useful.push({ ...figureOf('idp'), individuals: byLabel.path });
  }
  const idp = useful.find((f) => f.category === 'idp');
  if (idp) {
    idp.origin = questions.find((q) => matches(q, /origin/i) && /select_one|text/.test(q.type))?.path ?? null;
    idp.reason = questions.find((q) => matches(q, /reason|cause/i) && q.type === 'select_one')?.path ?? null;
  }
  const place = suggestPlace(questions);
  const date = questions.find(
    (q) => q.type === 'date' && matches(q, /date/i) && !matches(q, /arriv|depart|birth/i),
  );
  const position =
    place?.kind === 'geopoint'
      ? undefined
      : (questions.find((q) => q.type === 'start-geopoint') ?? questions.find((q) => q.type === 'geopoint'));
  const location = place && place.kind !== 'site' ? suggestLocation(questions, place.question) : undefined;
  return {
    ...(place ? { place } : {}),
    ...(location ? { location } : {}),
    ...(position ? { position: position.path } : {}),
    ...(date ? { date: date.path } : {}),
    figures: useful,
  };
}

/** Several sites lie in one area: without their names the later record would replace the earlier one. */
function suggestLocation(questions: readonly FormQuestion[], place: string): string | undefined {
  const spot = 'site|location|place|settlement|village|camp|cent(?:re|er)|lieu|localite|sitio|lugar';
  const named = new RegExp(
    `(^|_)((${spot})_?name|name_?(of_?)?(the_?)?(${spot})|nom_(du_)?(${spot}))(_|$)`,
    'i',
  );
  return questions.find((q) => q.path !== place && /^(text|select_one)/.test(q.type) && named.test(q.name))
    ?.path;
}

function suggestPlace(questions: readonly FormQuestion[]): Mapping['place'] | undefined {
  const candidates = questions.filter((q) => !matches(q, /origin/i));
  const sites = candidates.find((q) => q.choices?.kind === 'site');
  if (sites) return { kind: 'site', question: sites.path };
  const level = (q: FormQuestion) => (q.choices?.kind === 'pcode' ? q.choices.level : -1);
  const finest = candidates.toSorted((a, b) => level(b) - level(a))[0];
  if (finest && level(finest) >= 0) return { kind: 'pcode', question: finest.path };
  return suggestPlaceByName(candidates) ?? suggestPosition(questions);
}

/** Free text rarely holds a code: only a list kept elsewhere, or a question that calls itself a code, names a place. */
function suggestPlaceByName(questions: readonly FormQuestion[]): Mapping['place'] | undefined {
  const named = (pattern: RegExp) =>
    questions.find(
      (q) =>
        q.choices === undefined &&
        (/^select_one/.test(q.type) || /code|ssid/i.test(q.name)) &&
        pattern.test(q.name),
    );
  const site = named(/^site$|(^|_)ssid(_|$)|site_?(code|id)$/i);
  if (site) return { kind: 'site', question: site.path };
  for (const pattern of [
    /adm(in)?_?4/i,
    /adm(in)?_?3|sub_?district/i,
    /adm(in)?_?2|p_?code/i,
    /adm(in)?_?1/i,
  ]) {
    const found = named(pattern);
    if (found) return { kind: 'pcode', question: found.path };
  }
  return undefined;
}

function suggestPosition(questions: readonly FormQuestion[]): Mapping['place'] | undefined {
  const position = questions.find((q) => q.type === 'geopoint');
  return position ? { kind: 'geopoint', question: position.path } : undefined;
}
