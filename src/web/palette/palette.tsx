import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { useGo } from '#platform/ui/link.tsx';
import { webMessages } from '../messages/catalogue.ts';
import classes from './palette.module.css';
import { type Group, useHits } from './use-hits.ts';

/** Search everything: screens at once, records as the modules answer. A combobox with one list of options. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useT(webMessages);
  const go = useGo();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 180);
  const { groups, searching, partial } = useHits(text.trim(), asked);
  const hits = groups.flatMap((group) => group.hits);
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(0, hits.length - 1));
  const listId = useId();
  const open = (to: string) => {
    onClose();
    go(to);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      event.preventDefault();
      const next = (at + step + hits.length) % hits.length;
      setActive(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && hits[at] && !event.nativeEvent.isComposing) {
      open(hits[at].to);
    }
  };
  return (
    <Dialog
      title={t('palette.title')}
      head="none"
      onClose={onClose}
      padding={0}
      size="lg"
      yOffset="12dvh"
      centered={false}
    >
      <div className={classes.field}>
        <IconSearch size={20} stroke={1.8} aria-hidden />
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={hits.length ? `${listId}-${at}` : undefined}
          aria-autocomplete="list"
          placeholder={t('palette.hint')}
          value={text}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={keys}
        />
      </div>
      <PaletteList id={listId} groups={groups} active={at} onOpen={open} />
      {text && !searching && hits.length === 0 && (
        <p className={classes.note}>{t('palette.nothing', { text })}</p>
      )}
      {partial && <p className={classes.note}>{t('palette.partial')}</p>}
      <div className={classes.foot}>
        <span role="status">{text && !searching ? t('palette.results', { count: hits.length }) : ''}</span>
        <span className={classes.keys}>{t('palette.keys')}</span>
      </div>
    </Dialog>
  );
}

function PaletteList(props: { id: string; groups: Group[]; active: number; onOpen: (to: string) => void }) {
  const t = useT(webMessages);
  let index = -1;
  return (
    <div id={props.id} role="listbox" aria-label={t('palette.title')} className={classes.list}>
      {props.groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
        <div key={group.id} role="group" aria-label={group.label}>
          <div className={classes.group} aria-hidden>
            {group.label}
          </div>
          {group.hits.map((hit) => {
            index += 1;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox holds the keyboard
              // biome-ignore lint/a11y/useFocusableInteractive: see above
              <div
                key={hit.id}
                id={`${props.id}-${index}`}
                role="option"
                aria-selected={index === props.active}
                className={classes.hit}
                onClick={() => props.onOpen(hit.to)}
              >
                <span>{hit.title}</span>
                {hit.detail && <span className={classes.detail}>{hit.detail}</span>}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
