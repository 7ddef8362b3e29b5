import { Button, Stack } from '@mantine/core';
import type { RouteOutput } from '@sojourn/route-contract';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { CopyField } from '#platform/ui/copy-field.tsx';
import type { createDevice } from '../../contract/device.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from './sheet.module.css';

export type NewDevice = RouteOutput<typeof createDevice>;

/** The code and the address of a device just admitted, shown this once, with the way to set Collect up; prints alone. */
export function SetUpSheet({ made, onDone }: { made: NewDevice; onDone: () => void }) {
  const t = useT(formsMessages);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const { device, serverUrl, qrSvg } = made;
  return (
    <section className={`sj-surface ${classes.sheet}`} aria-label={t('sheet.title', { name: device.name })}>
      <img
        className={classes.qr}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg)}`}
        alt={t('sheet.qr')}
      />
      <div>
        <h2 ref={head} tabIndex={-1}>
          {t('sheet.title', { name: device.name })}
        </h2>
        <p className={classes.quiet}>{t('sheet.once')}</p>
        <ol>
          <li>{t('sheet.step1')}</li>
          <li>{t('sheet.step2')}</li>
          <li>{t('sheet.step3')}</li>
        </ol>
        <Stack gap="sm">
          <CopyField label={t('sheet.address')} description={t('sheet.address.hint')} value={serverUrl} />
          <div className={`${classes.buttons} ${classes.noPrint}`}>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => window.print()}
            >
              {t('sheet.print')}
            </Button>
            <Button onClick={onDone}>{t('sheet.done')}</Button>
          </div>
        </Stack>
      </div>
    </section>
  );
}
