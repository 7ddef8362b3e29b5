import { IconChevronDown, IconFlask, IconSearch, IconTargetArrow } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { updateProfile } from '#platform/identity/contract.ts';
import { useTakeIdentity } from '#platform/identity/web/use-identity.ts';
import { useCall } from '#platform/ui/call.ts';
import { LanguageMenu } from '#platform/ui/language-menu.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { Mark } from '#platform/ui/mark.tsx';
import { MenuButton } from '#platform/ui/menu-button.tsx';
import { operationPreference } from '#platform/ui/preferences.ts';
import { useMe, useOperation } from '#platform/ui/session.tsx';
import { webMessages } from '../messages/catalogue.ts';
import { MeMenu } from './me-menu.tsx';
import classes from './top.module.css';

// With the connection that hears of news: nothing that the first view waits for.
const Bell = lazyPart(() => import('#platform/notify/web/bell.tsx').then(({ Bell }) => ({ default: Bell })));

export function TopBar(props: { onSearch: () => void; onKeys: () => void }) {
  const t = useT(webMessages);
  const { demonstration } = useMe();
  const take = useTakeIdentity();
  const save = useCall(updateProfile, { onDone: take });
  return (
    <header className={classes.top}>
      <AppLink to="/" className={classes.topMark} aria-label={t('home')}>
        <Mark size={26} />
      </AppLink>
      <OperationSwitch />
      <button type="button" className={classes.search} onClick={props.onSearch}>
        <IconSearch size={18} stroke={1.8} aria-hidden />
        <span className={classes.searchText}>{t('searchEverything')}</span>
        <kbd className={classes.kbd}>{/Mac|iP/.test(navigator.platform) ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      {demonstration && (
        <span className={classes.demo} title={t('demonstration')}>
          <IconFlask size={16} stroke={1.8} aria-hidden />
          <span className={classes.demoText}>{t('demonstration')}</span>
        </span>
      )}
      <span className={classes.bell}>
        <Suspense fallback={null}>
          <Bell />
        </Suspense>
      </span>
      <LanguageMenu onChosen={(language) => save.mutate({ body: { language } })} />
      <MeMenu onKeys={props.onKeys} />
    </header>
  );
}

/** Narrows every screen to one operation, or shows all that the person works in. */
function OperationSwitch() {
  const t = useT(webMessages);
  const { operations } = useMe();
  const current = useOperation();
  if (operations.length === 0) return null;
  const name = current?.name ?? (operations.length === 1 ? operations[0]!.name : t('allOperations'));
  if (operations.length === 1) {
    return (
      <span className={classes.operation}>
        <IconTargetArrow size={18} stroke={1.7} aria-hidden />
        <span className={classes.operationName}>{name}</span>
      </span>
    );
  }
  return (
    <MenuButton
      label={t('operation')}
      className={classes.operation}
      position="bottom-start"
      width={280}
      entries={[null, ...operations].map((operation) => ({
        id: operation?.id ?? '',
        label: operation?.name ?? t('allOperations'),
        ...(operation ? { note: operation.code } : {}),
        chosen: (operation?.id ?? null) === (current?.id ?? null),
        onClick: () => operationPreference.set(operation?.id ?? null),
      }))}
    >
      <IconTargetArrow size={18} stroke={1.7} aria-hidden />
      <span className="sj-hidden">{t('operation')}: </span>
      <span className={classes.operationName}>{name}</span>
      <IconChevronDown size={16} stroke={1.8} aria-hidden />
    </MenuButton>
  );
}
