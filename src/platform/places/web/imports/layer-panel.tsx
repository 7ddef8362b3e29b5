import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import type { Layer } from './kinds.ts';

/** One layer of the files: whether it is used, and what its columns mean. */
export function LayerPanel(props: {
  layer: Layer;
  use: boolean;
  onUse: (use: boolean) => void;
  children: ReactNode;
}) {
  const t = useT(placesMessages);
  const { layer } = props;
  return (
    <section className={`sj-surface ${classes.block}`} aria-label={layer.id}>
      <div className={classes.layerHead}>
        <div>
          <h3>
            <bdi>{layer.id}</bdi>
          </h3>
          <p className={classes.quiet}>
            {[
              t('import.rows', { count: layer.rows }),
              t('columns.count', { count: layer.columns.length }),
              ...(layer.hasGeometry ? [t('columns.shapes')] : []),
            ].join(' · ')}
          </p>
        </div>
        <Switch
          label={t('columns.use')}
          checked={props.use}
          onChange={(event) => props.onUse(event.currentTarget.checked)}
        />
      </div>
      {props.use && props.children}
    </section>
  );
}
