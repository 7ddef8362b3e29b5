import { IconExternalLink, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import classes from './control.module.css';
import { type ControlProps, fieldProps } from './props.ts';

/** A text of one or many lines, digits only, an address, or one that others should not read over the shoulder. */
export function TextControl(props: ControlProps) {
  const { node } = props;
  const form = useForm();
  const has = (name: string) => node.appearance.includes(name);
  const rows = Number(node.attributes.rows) || (has('multiline') ? 4 : 0);
  const shared = {
    ...fieldProps(props),
    className: classes.field,
    value: node.value,
    dir: has('numbers') || has('url') ? 'ltr' : 'auto',
    'data-focus': true,
  } as const;
  if (has('masked')) return <Masked {...props} />;
  if (rows > 0) {
    return (
      <textarea {...shared} rows={rows} onChange={(event) => form.set(node.id, event.currentTarget.value)} />
    );
  }
  return (
    <>
      <input
        {...shared}
        type={has('url') ? 'url' : 'text'}
        inputMode={has('numbers') ? 'decimal' : undefined}
        onChange={(event) => form.set(node.id, event.currentTarget.value)}
      />
      {has('url') && <OpenAddress address={node.value} />}
    </>
  );
}

function OpenAddress({ address }: { address: string }) {
  const t = useT(fillMessages);
  if (!/^https?:\/\/\S+$/i.test(address)) return null;
  return (
    <a className={`sj-link ${classes.under}`} href={address} target="_blank" rel="noreferrer noopener">
      <IconExternalLink size={16} aria-hidden /> {t('text.open')}
    </a>
  );
}

function Masked(props: ControlProps) {
  const t = useT(fillMessages);
  const form = useForm();
  const [shown, setShown] = useState(false);
  const Icon = shown ? IconEyeOff : IconEye;
  return (
    <div className={classes.row}>
      <input
        {...fieldProps(props)}
        className={classes.field}
        type={shown ? 'text' : 'password'}
        value={props.node.value}
        data-focus
        onChange={(event) => form.set(props.node.id, event.currentTarget.value)}
      />
      <button
        type="button"
        className={classes.icon}
        aria-pressed={shown}
        aria-label={t('text.reveal')}
        onClick={() => setShown(!shown)}
      >
        <Icon size={22} stroke={1.7} aria-hidden />
      </button>
    </div>
  );
}
