import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import classes from './choices.module.css';
import { type ControlProps, fieldProps, groupProps } from './props.ts';

/** "I have read this": ODK keeps `OK`. */
export function TriggerControl(props: ControlProps) {
  const t = useT(fillMessages);
  const form = useForm();
  const { node } = props;
  return (
    <div {...groupProps(props)}>
      <label className={classes.choice}>
        <input
          {...fieldProps(props)}
          type="checkbox"
          checked={node.value !== ''}
          onChange={(event) => form.set(node.id, event.currentTarget.checked ? 'OK' : '')}
        />
        <span>{t('trigger')}</span>
      </label>
    </div>
  );
}
