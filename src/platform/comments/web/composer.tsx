import { Button, Combobox, Group, Stack, Textarea, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useRef, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { findReaders } from '../contract.ts';
import { commentsMessages } from '../messages/catalogue.ts';
import { mentionAt, type Person, toSent, toTyped } from './mentions.ts';

interface ComposerProps {
  record: { entity: string; entityId: string };
  label: string;
  sendLabel: string;
  /** What it says so far, with whom it mentions. */
  initial?: { text: string; people: readonly Person[] };
  autoFocus?: boolean;
  onSend: (text: string) => Promise<unknown>;
  onCancel?: () => void;
}

/** Writes a comment. After an @ it offers the people who may read it there. */
export function Composer({ record, label, sendLabel, initial, autoFocus, onSend, onCancel }: ComposerProps) {
  const t = useT(commentsMessages);
  const [typed, setTyped] = useState(() => (initial ? toTyped(initial.text, initial.people) : ''));
  const [chosen, setChosen] = useState<readonly Person[]>(initial?.people ?? []);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!typed.trim() || sending) return;
    setSending(true);
    setError(undefined);
    try {
      await onSend(toSent(typed.trim(), chosen));
      setTyped('');
      setChosen([]);
    } catch (cause) {
      setError(cause);
    }
    setSending(false);
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack gap="xs">
        <MentionInput
          record={record}
          label={label}
          typed={typed}
          autoFocus={autoFocus === true}
          onType={setTyped}
          onChoose={(person) =>
            setChosen((before) => [...before.filter(({ id }) => id !== person.id), person])
          }
        />
        {error !== undefined && <Problem error={error} />}
        <Group gap="xs">
          <Button type="submit" size="compact-md" loading={sending} disabled={!typed.trim()}>
            {sendLabel}
          </Button>
          {onCancel && (
            <Button size="compact-md" variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

interface MentionInputProps {
  record: { entity: string; entityId: string };
  label: string;
  typed: string;
  autoFocus: boolean;
  onType: (text: string) => void;
  onChoose: (person: Person) => void;
}

function MentionInput({ record, label, typed, autoFocus, onType, onChoose }: MentionInputProps) {
  const t = useT(commentsMessages);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useCombobox();
  const [caret, setCaret] = useState(typed.length);
  const at = mentionAt(typed, caret);
  const [q] = useDebouncedValue(at?.q.trim(), 150);
  const querystring = { ...record, ...(q ? { q } : {}) };
  const people = useRead(findReaders, { querystring }, { skip: q === undefined, keepPrevious: true });
  const offered = at && list.dropdownOpened ? (people.data?.items ?? []) : [];
  const see = () => {
    const now = field.current?.selectionStart ?? 0;
    setCaret(now);
    if (mentionAt(field.current?.value ?? '', now)) list.openDropdown();
    else list.closeDropdown();
  };
  const choose = (id: string) => {
    const person = offered.find((one) => one.id === id);
    if (!person || !at) return;
    const end = at.from + person.name.length + 2;
    onType(`${typed.slice(0, at.from)}@${person.name} ${typed.slice(caret)}`);
    onChoose(person);
    list.closeDropdown();
    setCaret(end);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    });
  };
  return (
    <Combobox store={list} onOptionSubmit={choose} position="bottom-start">
      <Combobox.Target withKeyboardNavigation={offered.length > 0} withAriaAttributes={offered.length > 0}>
        <Textarea
          ref={field}
          label={label}
          description={t('mention.hint')}
          value={typed}
          onChange={(event) => {
            onType(event.currentTarget.value);
            see();
          }}
          onKeyUp={see}
          onClick={see}
          onBlur={() => list.closeDropdown()}
          maxLength={5000}
          autosize
          minRows={2}
          maxRows={12}
          dir="auto"
          {...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offered.length === 0}>
        <Combobox.Options aria-label={t('mention.who')}>
          {offered.map(({ id, name }) => (
            <Combobox.Option key={id} value={id}>
              {name}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
