import { Loader, Tabs } from '@mantine/core';
import { IconChevronLeft, IconShieldLock, IconUser } from '@tabler/icons-react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, Suspense, useRef } from 'react';
import { useT } from '../../i18n/web/use-t.tsx';
import { useInSight } from '../in-sight.ts';
import { AppLink, type SearchValues } from '../link.tsx';
import { uiMessages } from '../messages/catalogue.ts';
import { Problem } from '../problem.tsx';
import { useTitle } from '../screen-head.tsx';
import classes from './record.module.css';

export interface RecordTab {
  id: string;
  label: string;
  /** A number beside the label. */
  count?: string;
  content: ReactNode;
}

export interface RecordScreenProps {
  /** What people say to each other; names the browser tab, so nothing sensitive. */
  reference: string;
  title: ReactNode;
  /** False where the reference only names the tab, as for a person. */
  showReference?: boolean;
  back?: { to: string; label: string };
  state?: ReactNode;
  owner?: string | null;
  sensitivity?: string | null;
  /** What can be done next, the likeliest first. */
  actions?: ReactNode;
  /** Between head and tabs: a notice, what is missing before the next step. */
  notice?: ReactNode;
  tabs?: readonly RecordTab[];
  /** Names in the address that all tabs share, such as the filters of a list and of its map. */
  keep?: readonly string[];
  children?: ReactNode;
}

/** The one record pattern: the same head everywhere, next actions, parts as tabs kept in the address. */
export function RecordScreen(props: RecordScreenProps) {
  useTitle(props.reference);
  return (
    <article>
      {props.back && (
        <AppLink to={props.back.to} className={classes.back}>
          <IconChevronLeft size={16} stroke={1.9} className="sj-flip" aria-hidden />
          {props.back.label}
        </AppLink>
      )}
      <Head {...props} />
      {props.notice}
      {props.tabs && props.tabs.length > 0 && <RecordTabs tabs={props.tabs} keep={props.keep ?? []} />}
      {props.children}
    </article>
  );
}

/** A record that cannot be read: what happened, under a heading and with the way back to its list. */
export const UnreadableRecord = (props: {
  back: { to: string; label: string };
  error: unknown;
  onRetry?: () => void;
}) => (
  <RecordScreen reference={props.back.label} title={props.back.label} back={props.back}>
    <Problem error={props.error} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />
  </RecordScreen>
);

function Head(props: RecordScreenProps) {
  const t = useT(uiMessages);
  const showsReference = props.showReference !== false && props.title !== props.reference;
  return (
    <header className={classes.head}>
      <div className={classes.headMain}>
        <h1 className={classes.title}>{props.title}</h1>
        <div className={classes.meta}>
          {showsReference && <span className="sj-code">{props.reference}</span>}
          {props.state}
          {props.owner && (
            <span className={classes.metaItem}>
              <IconUser size={15} stroke={1.8} aria-hidden />
              <span className="sj-hidden">{t('record.owner')}: </span>
              {props.owner}
            </span>
          )}
          {props.sensitivity && (
            <span className={classes.metaItem}>
              <IconShieldLock size={15} stroke={1.8} aria-hidden />
              <span className="sj-hidden">{t('record.sensitivity')}: </span>
              {props.sensitivity}
            </span>
          )}
        </div>
      </div>
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </header>
  );
}

function RecordTabs({ tabs, keep }: { tabs: readonly RecordTab[]; keep: readonly string[] }) {
  const t = useT(uiMessages);
  const router = useRouter();
  const { tab } = useSearch({ strict: false }) as SearchValues;
  const current = tabs.find(({ id }) => id === tab) ?? tabs[0]!;
  const row = useRef<HTMLDivElement>(null);
  useInSight(row, '[aria-selected=true]', current.id);
  const open = (id: string | null) =>
    router.navigate({
      to: '.',
      search: ((before: SearchValues) => ({
        ...Object.fromEntries(Object.entries(before).filter(([name]) => keep.includes(name))),
        ...(id === tabs[0]!.id ? {} : { tab: id }),
      })) as never,
      replace: true,
      resetScroll: false,
    });
  // Arrows choose the tab that they come to; Home and End would only go there.
  const openAtEnd = ({ key }: KeyboardEvent) => {
    const end = key === 'Home' ? tabs[0] : key === 'End' ? tabs.at(-1) : undefined;
    if (end) void open(end.id);
  };
  return (
    <Tabs value={current.id} onChange={open} keepMounted={false}>
      <Tabs.List ref={row} aria-label={t('record.tabs')} className={classes.tabs}>
        {tabs.map(({ id, label, count }) => (
          <Tabs.Tab
            key={id}
            value={id}
            onKeyDown={openAtEnd}
            rightSection={count && <span className={classes.count}>{count}</span>}
          >
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ id, content }) => (
        <Tabs.Panel key={id} value={id} className={classes.panel}>
          {id === current.id && <Suspense fallback={<TabLoading />}>{content}</Suspense>}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** While the words of a tab come, the record stays, and with it the focus on the tab. */
const TabLoading = () => (
  <div className={classes.tabLoading} aria-busy="true">
    <Loader size="sm" type="dots" />
  </div>
);

/** A titled part of a record or dashboard on a surface of its own. */
export const Panel = (props: { title: string; aside?: ReactNode; flush?: boolean; children: ReactNode }) => (
  <div className={`sj-surface ${classes.section}`}>
    <div className={classes.sectionHead}>
      <h2>{props.title}</h2>
      {props.aside}
    </div>
    <div className={props.flush ? undefined : classes.sectionBody}>{props.children}</div>
  </div>
);
