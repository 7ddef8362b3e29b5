import { useCallback, useSyncExternalStore } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import type { OpenForm } from '../engine/form-context.tsx';
import { nameOfNode } from '../label/names.ts';
import classes from './form.module.css';
import { faultText } from './question.tsx';

/** What would stand against the record now, and what would be sent, followed as answers change. */
export function TryEnd({ form }: { form: OpenForm }) {
  const t = useT(fillMessages);
  const { session } = form;
  const subscribe = useCallback((listener: () => void) => session.subscribe('*', listener), [session]);
  useSyncExternalStore(subscribe, () => session.version('*'));
  const faults = session.validate();
  return (
    <details className={classes.tryEnd}>
      <summary>{t('try.live', { count: faults.length })}</summary>
      <ul>
        {faults.slice(0, 100).map((fault) => {
          const node = session.node(fault.nodeId);
          return (
            <li key={fault.nodeId + fault.kind}>
              <span className="sj-code">{fault.ref}</span> {node && nameOfNode(node)}:{' '}
              {faultText(t, node, fault)}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
