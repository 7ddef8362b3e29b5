import { Button, Group, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { useGo } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { RecordScreen, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import {
  bindForm,
  type FigureMapping,
  listBindings,
  type Mapping,
  suggestMapping,
  type Tool,
  tools,
} from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import { FigureFields } from './figure-fields.tsx';
import { type QuestionOption, QuestionSelect } from './question-select.tsx';

type Draft = Omit<Mapping, 'place'> & { place: { kind: Mapping['place']['kind']; question: string | null } };

const emptyFigure = (): FigureMapping => ({
  category: 'idp',
  households: null,
  individuals: null,
  bands: [],
  origin: null,
  reason: null,
});

/** Which questions of a form count people, and where: the rule behind every figure of this form. */
export function MappingEditor() {
  const { roundId, formId } = useParams({ strict: false }) as { roundId: string; formId: string };
  const t = useT(displacementMessages);
  const view = useRead(listBindings, { params: { roundId } });
  const suggestion = useRead(suggestMapping, { params: { formId } });
  const failure = view.error ?? suggestion.error;
  if (failure) {
    const back = { to: '/displacement/rounds', label: t('rounds.title') };
    return <UnreadableRecord back={back} error={failure} />;
  }
  if (!view.data || !suggestion.data) return null;
  const present = view.data.items.find((b) => b.formId === formId);
  const questions = suggestion.data.questions.map((q) => ({
    value: q.path,
    label: q.label && q.label !== q.path ? `${q.label} (${q.path})` : q.path,
    type: q.type,
  }));
  const suggested: Draft = {
    location: null,
    position: null,
    date: null,
    round: null,
    householdSize: null,
    ...suggestion.data.mapping,
    place: suggestion.data.mapping.place ?? { kind: 'pcode', question: null },
    figures: suggestion.data.mapping.figures.length > 0 ? suggestion.data.mapping.figures : [emptyFigure()],
  };
  return (
    <RecordScreen
      reference={view.data.round.code}
      title={t('bind.title', { form: suggestion.data.formTitle })}
      back={{ to: `/displacement/rounds/${roundId}?tab=forms`, label: view.data.round.code }}
    >
      <Editor
        params={{ roundId, formId }}
        questions={questions}
        initial={present?.mapping ?? suggested}
        initialTool={present?.tool ?? 'site_assessment'}
        isSuggestion={!present}
      />
    </RecordScreen>
  );
}

function Editor(props: {
  params: { roundId: string; formId: string };
  questions: readonly QuestionOption[];
  initial: Draft;
  initialTool: Tool;
  isSuggestion: boolean;
}) {
  const t = useT(displacementMessages);
  const go = useGo();
  const bind = useCall(bindForm);
  const [tool, setTool] = useState(props.initialTool);
  const [draft, setDraft] = useState(props.initial);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = async () => {
    const mapping = { ...draft, place: { kind: draft.place.kind, question: draft.place.question ?? '' } };
    await bind.mutateAsync({ params: props.params, body: { tool, mapping } });
    go(`/displacement/rounds/${props.params.roundId}?tab=forms`);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save().catch(() => {});
      }}
    >
      <Stack maw={820}>
        {props.isSuggestion && <p>{t('bind.suggested')}</p>}
        <Select
          label={t('bind.tool')}
          data={tools.map((value) => ({ value, label: t(`bind.tool.${value}`) }))}
          value={tool}
          onChange={(value) => value && setTool(value as Tool)}
          allowDeselect={false}
        />
        <PlaceFields draft={draft} questions={props.questions} change={change} />
        <h2>{t('bind.figures')}</h2>
        {draft.figures.map((figure, i) => (
          <FigureFields
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other identity while they are edited
            key={i}
            figure={figure}
            questions={props.questions}
            onChange={(next) => change({ figures: draft.figures.map((f, j) => (j === i ? next : f)) })}
            {...(draft.figures.length > 1
              ? { onRemove: () => change({ figures: draft.figures.filter((_, j) => j !== i) }) }
              : {})}
          />
        ))}
        <Group>
          <Button variant="default" onClick={() => change({ figures: [...draft.figures, emptyFigure()] })}>
            {t('bind.figure.add')}
          </Button>
        </Group>
        {bind.error && <Problem error={bind.error} />}
        <Group>
          <Button type="submit" loading={bind.isPending}>
            {t('bind.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Where and when a record is: place, location, day, round, and the household size for what was not counted. */
function PlaceFields(props: {
  draft: Draft;
  questions: readonly QuestionOption[];
  change: (part: Partial<Draft>) => void;
}) {
  const t = useT(displacementMessages);
  const { draft, questions, change } = props;
  const fits = draft.place.kind === 'geopoint' ? questions.filter((q) => /geopoint/.test(q.type)) : questions;
  return (
    <Stack gap="sm">
      <h2>{t('bind.place')}</h2>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={t('bind.place.kind')}
          data={(['pcode', 'site', 'geopoint'] as const).map((value) => ({
            value,
            label: t(`bind.place.${value}`),
          }))}
          value={draft.place.kind}
          onChange={(kind) => kind && change({ place: { kind: kind as 'pcode', question: null } })}
          allowDeselect={false}
        />
        <Select
          label={t('bind.place.question')}
          data={[...fits]}
          searchable
          required
          value={draft.place.question}
          onChange={(question) => change({ place: { ...draft.place, question } })}
        />
        <QuestionSelect
          label={t('bind.location')}
          description={t('bind.location.hint')}
          questions={questions}
          value={draft.location}
          onChange={(location) => change({ location })}
        />
        <QuestionSelect
          label={t('bind.position')}
          description={t('bind.position.hint')}
          questions={questions.filter((q) => /geopoint/.test(q.type))}
          value={draft.position}
          onChange={(position) => change({ position })}
        />
        <QuestionSelect
          label={t('bind.date')}
          description={t('bind.date.hint')}
          questions={questions.filter((q) => /date|today|start|end|calculate/i.test(q.type))}
          value={draft.date}
          onChange={(date) => change({ date })}
        />
        <QuestionSelect
          label={t('bind.round.question')}
          description={t('bind.round.hint')}
          questions={questions}
          value={draft.round?.question ?? null}
          onChange={(question) =>
            change({ round: question ? { question, value: draft.round?.value ?? '' } : null })
          }
        />
        {draft.round && (
          <TextInput
            label={t('bind.round.value')}
            required
            value={draft.round.value}
            onChange={(e) => change({ round: { ...draft.round!, value: e.currentTarget.value } })}
          />
        )}
        <NumberInput
          label={t('bind.hhSize')}
          description={t('bind.hhSize.hint')}
          min={1}
          max={20}
          decimalScale={2}
          value={draft.householdSize?.value ?? ''}
          onChange={(value) =>
            change({
              householdSize:
                typeof value === 'number' ? { value, source: draft.householdSize?.source ?? '' } : null,
            })
          }
        />
        {draft.householdSize && (
          <TextInput
            label={t('bind.hhSize.source')}
            required
            value={draft.householdSize.source}
            onChange={(e) =>
              change({ householdSize: { ...draft.householdSize!, source: e.currentTarget.value } })
            }
          />
        )}
      </SimpleGrid>
    </Stack>
  );
}
