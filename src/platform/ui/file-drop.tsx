import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, Fragment, useId, useState } from 'react';
import { useFormat, useT } from '../i18n/web/use-t.tsx';
import { uiMessages } from './messages/catalogue.ts';
import classes from './parts.module.css';

interface FileDropProps {
  label: string;
  /** Endings with their dot: `['.xlsx', '.xls']`; any if left out. */
  accept?: readonly string[];
  maxBytes: number;
  multiple?: boolean;
  disabled?: boolean;
  hint?: string;
  /** Gets only files of an accepted ending and size. */
  onFiles: (files: File[]) => void;
}

/** Takes files by click, keyboard or drop; says at once what is wrong with one, before it travels. */
export function FileDrop(props: FileDropProps) {
  const t = useT(uiMessages);
  const format = useFormat();
  const id = useId();
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string[]>([]);
  const hints = [
    props.accept?.join(', '),
    t('file.limit', { size: format.bytes(props.maxBytes) }),
    props.hint,
  ].filter((hint) => hint !== undefined);
  const refusal = (file: File): string | undefined => {
    const name = file.name;
    if (props.accept && !props.accept.some((ending) => name.toLowerCase().endsWith(ending))) {
      return t('file.wrongType', { name, types: props.accept.join(', ') });
    }
    if (file.size === 0) return t('file.empty', { name });
    if (file.size > props.maxBytes) {
      return t('file.tooLarge', { name, size: format.bytes(file.size), limit: format.bytes(props.maxBytes) });
    }
    return undefined;
  };
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, props.multiple ? undefined : 1);
    const problems = files.map(refusal);
    setRefused(problems.filter((problem) => problem !== undefined));
    const good = files.filter((_, index) => problems[index] === undefined);
    if (good.length) props.onFiles(good);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!props.disabled) take(event.dataTransfer.files);
  };
  return (
    <div>
      <label
        htmlFor={id}
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={26} stroke={1.6} aria-hidden />
        <span>
          <strong>{props.label}</strong>
        </span>
        <span className={classes.dropHint}>
          {t(props.multiple ? 'file.chooseMany' : 'file.choose')} {t('file.drop')}
        </span>
        <span className={classes.dropHint}>
          {hints.map((hint, index) => (
            <Fragment key={hint}>
              {index > 0 && ' · '}
              <bdi>{hint}</bdi>
            </Fragment>
          ))}
        </span>
        <input
          id={id}
          type="file"
          className="sj-hidden"
          accept={props.accept?.join(',')}
          multiple={props.multiple}
          disabled={props.disabled}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <div role="alert" className={classes.refused}>
        {refused.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </div>
  );
}
