import { Button, Group, Select, SimpleGrid, Stack } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { ageBands, categories, type FigureMapping, sexes } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import { type QuestionOption, QuestionSelect } from './question-select.tsx';

const numeric = /integer|decimal|calculate|range|int/;

/** Whom a form counts and in which questions: one group of people. */
export function FigureFields(props: {
  figure: FigureMapping;
  questions: readonly QuestionOption[];
  onChange: (figure: FigureMapping) => void;
  onRemove?: () => void;
}) {
  const t = useT(displacementMessages);
  const { figure, questions, onChange } = props;
  const numbers = questions.filter((q) => numeric.test(q.type));
  return (
    <fieldset className="sj-surface" style={{ padding: 'var(--mantine-spacing-md)' }}>
      <legend>{t(`category.${figure.category}`)}</legend>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Select
            label={t('bind.category')}
            data={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
            value={figure.category}
            onChange={(category) => category && onChange({ ...figure, category: category as 'idp' })}
            allowDeselect={false}
          />
          <QuestionSelect
            label={t('bind.households')}
            questions={numbers}
            value={figure.households}
            onChange={(households) => onChange({ ...figure, households })}
          />
          <QuestionSelect
            label={t('bind.individuals')}
            questions={numbers}
            value={figure.individuals}
            onChange={(individuals) => onChange({ ...figure, individuals })}
          />
          <QuestionSelect
            label={t('bind.origin')}
            questions={questions}
            value={figure.origin}
            onChange={(origin) => onChange({ ...figure, origin })}
          />
          <QuestionSelect
            label={t('bind.reason')}
            questions={questions}
            value={figure.reason}
            onChange={(reason) => onChange({ ...figure, reason })}
          />
        </SimpleGrid>
        <Bands figure={figure} questions={numbers} onChange={onChange} />
        {props.onRemove && (
          <Group>
            <Button variant="subtle" color="red" onClick={props.onRemove}>
              {t('bind.figure.remove')}
            </Button>
          </Group>
        )}
      </Stack>
    </fieldset>
  );
}

/** The questions that break individuals down by sex and age. */
function Bands(props: {
  figure: FigureMapping;
  questions: readonly QuestionOption[];
  onChange: (figure: FigureMapping) => void;
}) {
  const t = useT(displacementMessages);
  const { figure, questions, onChange } = props;
  const setBands = (bands: FigureMapping['bands']) => onChange({ ...figure, bands });
  const setBand = (i: number, part: Partial<FigureMapping['bands'][number]>) =>
    setBands(figure.bands.map((b, j) => (j === i ? { ...b, ...part } : b)));
  return (
    <Stack gap="xs">
      {figure.bands.length > 0 && <h3>{t('bind.bands')}</h3>}
      {figure.bands.map((band, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bands have no other identity while they are edited
        <Group key={i} align="flex-end" gap="xs">
          <Select
            label={t('bind.band.sex')}
            w={120}
            data={sexes.map((value) => ({ value, label: t(`sex.${value}`) }))}
            value={band.sex}
            onChange={(sex) => sex && setBand(i, { sex: sex as 'all' })}
            allowDeselect={false}
          />
          <Select
            label={t('bind.band.age')}
            w={120}
            data={ageBands.map((value) => ({ value, label: value === 'all' ? t('age.all') : value }))}
            value={band.age}
            onChange={(age) => age && setBand(i, { age: age as 'all' })}
            allowDeselect={false}
          />
          <Select
            label={t('bind.band.question')}
            flex={1}
            miw={180}
            data={[...questions]}
            searchable
            value={band.question || null}
            onChange={(question) => question && setBand(i, { question })}
          />
          <Button
            variant="subtle"
            color="red"
            onClick={() => setBands(figure.bands.filter((_, j) => j !== i))}
          >
            {t('bind.band.remove')}
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => setBands([...figure.bands, { sex: 'female', age: 'all', question: '' }])}
        >
          {t('bind.band.add')}
        </Button>
      </Group>
    </Stack>
  );
}
