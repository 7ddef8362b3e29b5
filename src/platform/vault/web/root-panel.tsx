import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import type { Keys } from '../contract.ts';
import { vaultMessages } from '../messages/catalogue.ts';
import classes from './vault.module.css';

const CHANGE = 'npm run sojourn -- keys change-root';

/** Where the root key comes from, and what to keep of it. */
export function RootPanel({ root }: { root: Keys['root'] }) {
  const t = useT(vaultMessages);
  const format = useFormat();
  return (
    <Panel title={t('root.title')}>
      <Facts
        facts={[
          { label: t('root.source'), value: t(`root.source.${root.source}`) },
          { label: t('root.id'), value: <span className={classes.code}>{root.id}</span> },
          { label: t('root.made'), value: format.dateTime(root.madeAt) },
        ]}
      />
      <p className={classes.quiet}>{t(`root.keep.${root.source}`, { file: `root-${root.id}.key` })}</p>
      <p className={classes.quiet}>{t('root.change')}</p>
      <section aria-label={t('root.changeCommand')}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <pre className={classes.command} tabIndex={0}>
          {CHANGE}
        </pre>
      </section>
    </Panel>
  );
}
