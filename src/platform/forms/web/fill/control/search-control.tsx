import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import { plain } from '../label/names.ts';
import control from './control.module.css';
import { type ControlProps, fieldProps } from './props.ts';
import { rangeSteps } from './range-steps.ts';
import classes from './search.module.css';
import { findOptions, type Option } from './search-list.ts';

const ROW = 48;

/** One or several of a long list, found by typing. Only the rows in sight exist, whatever the length. */
export function SearchControl(props: ControlProps) {
  const { node } = props;
  const form = useForm();
  const many = node.control === 'select';
  const options = useOptions(props);
  const chosen = useMemo(
    () => (many ? node.value.split(/\s+/).filter(Boolean) : node.value ? [node.value] : []),
    [many, node.value],
  );
  const choose = (value: string) => {
    if (!many) form.set(node.id, value);
    else if (chosen.includes(value)) form.set(node.id, chosen.filter((one) => one !== value).join(' '));
    else form.set(node.id, [...chosen, value].join(' '));
  };
  return (
    <div>
      {many && chosen.length > 0 && <Chips {...props} options={options} chosen={chosen} onRemove={choose} />}
      <Combobox {...props} options={options} chosen={chosen} many={many} onChoose={choose} />
    </div>
  );
}

function useOptions({ node }: ControlProps): readonly Option[] {
  const choices = node.choices();
  return useMemo(
    () =>
      node.control === 'range'
        ? rangeSteps(node.attributes).map((value) => ({ value, text: value }))
        : choices.map((choice) => ({ value: choice.value, text: plain(choice.label) || choice.text })),
    [choices, node],
  );
}

function Chips(
  props: ControlProps & {
    options: readonly Option[];
    chosen: readonly string[];
    onRemove: (value: string) => void;
  },
) {
  const t = useT(fillMessages);
  const { options, chosen } = props;
  const texts = useMemo(() => new Map(options.map(({ value, text }) => [value, text])), [options]);
  return (
    <ul className={classes.chips}>
      {chosen.map((value) => (
        <li key={value}>
          <span dir="auto">{texts.get(value) ?? value}</span>
          {!props.locked && (
            <button
              type="button"
              aria-label={t('choice.remove', { name: texts.get(value) ?? value })}
              onClick={() => props.onRemove(value)}
            >
              <IconX size={16} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ComboboxProps extends ControlProps {
  options: readonly Option[];
  chosen: readonly string[];
  many: boolean;
  onChoose: (value: string) => void;
}

function Combobox(props: ComboboxProps) {
  const t = useT(fillMessages);
  const { id, many, chosen, options } = props;
  const state = useCombobox(props);
  const { open, text, found, active } = state;
  const current = many ? '' : (options.find(({ value }) => value === chosen[0])?.text ?? '');
  const listId = `${id}-list`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: notices only that the keyboard left the field and its list
    <div className={classes.box} onBlur={state.onBlur}>
      <div className={control.row}>
        <input
          {...fieldProps(props)}
          className={control.field}
          type="text"
          role="combobox"
          aria-expanded={open && found.length > 0}
          aria-controls={open && found.length > 0 ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={open && found[active] ? `${listId}-${active}` : undefined}
          data-focus
          dir="auto"
          placeholder={t(many ? 'choice.searchMany' : 'choice.search')}
          value={open ? text : current}
          onChange={(event) => state.search(event.currentTarget.value)}
          onClick={() => state.show()}
          onKeyDown={state.onKeyDown}
        />
        {!many && chosen.length > 0 && !props.locked && (
          <button type="button" className={control.icon} aria-label={t('clear')} onClick={state.clear}>
            <IconX size={20} aria-hidden />
          </button>
        )}
        <button
          type="button"
          tabIndex={-1}
          className={control.icon}
          aria-label={t(open ? 'choice.hide' : 'choice.show')}
          disabled={props.locked}
          onClick={() => (open ? state.hide() : state.show())}
        >
          <IconChevronDown size={20} aria-hidden />
        </button>
      </div>
      {open && <Options {...props} id={listId} found={found} active={active} onChoose={state.choose} />}
      {open && <Count count={found.length} />}
    </div>
  );
}

function useCombobox({ id, options, chosen, many, onChoose }: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const found = useMemo(() => findOptions(options, text), [options, text]);
  const show = () => {
    if (open) return;
    setText('');
    setActive(Math.max(0, many ? 0 : options.findIndex(({ value }) => value === chosen[0])));
    setOpen(true);
  };
  const hide = () => setOpen(false);
  const choose = (value: string) => {
    onChoose(value);
    if (!many) hide();
    setText('');
    document.getElementById(id)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      if (open) setActive((at) => Math.min(found.length - 1, Math.max(0, at + move)));
      else show();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const option = found[active];
      if (open && option) choose(option.value);
      else show();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      hide();
    }
  };
  return {
    open,
    text,
    found,
    active,
    show,
    hide,
    choose,
    onKeyDown,
    clear: () => choose(''),
    search: (next: string) => {
      setText(next);
      setActive(0);
      setOpen(true);
    },
    onBlur: (event: React.FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) hide();
    },
  };
}

interface OptionsProps extends ComboboxProps {
  found: readonly Option[];
  active: number;
}

function Options({ id, labelId, found, active, chosen, many, onChoose }: OptionsProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  useEffect(() => {
    if (active < found.length) rows.scrollToIndex(active);
  }, [active, found, rows]);
  if (found.length === 0) return null;
  return (
    <div
      ref={box}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-labelledby={labelId}
      aria-multiselectable={many || undefined}
      className={classes.list}
    >
      <div role="presentation" style={{ blockSize: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const option = found[index]!;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant of the field stands for focus
            <div
              key={key}
              id={`${id}-${index}`}
              ref={rows.measureElement}
              data-index={index}
              role="option"
              aria-selected={chosen.includes(option.value)}
              aria-setsize={found.length}
              aria-posinset={index + 1}
              className={classes.option}
              data-active={index === active || undefined}
              dir="auto"
              style={{ insetBlockStart: start }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(option.value)}
            >
              {option.text}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Count({ count }: { count: number }) {
  const t = useT(fillMessages);
  const format = useFormat();
  return (
    <p role="status" className={classes.count}>
      {t('choice.found', { count, shown: format.number(count) })}
    </p>
  );
}
