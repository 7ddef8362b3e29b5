import { Modal, type ModalRootProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../i18n/web/use-t.tsx';
import { useFocusBack } from './focus-back.ts';
import { uiMessages } from './messages/catalogue.ts';

interface DialogProps extends Omit<ModalRootProps, 'opened' | 'title' | 'children'> {
  title: string;
  /** `none` hides the head: the title is only heard. */
  head?: 'none';
  withCloseButton?: boolean;
  padding?: number | string;
  children: ReactNode;
}

/** A dialog over the page. Mount it to open it. Its head is no banner: the page has one already. */
export function Dialog({ title, head, withCloseButton = true, padding, children, ...root }: DialogProps) {
  const t = useT(uiMessages);
  useFocusBack();
  return (
    <Modal.Root opened centered {...(padding === undefined ? {} : { padding })} {...root}>
      <Modal.Overlay backgroundOpacity={0.45} />
      {head === 'none' ? (
        <Modal.Content aria-label={title}>
          <Modal.Body>{children}</Modal.Body>
        </Modal.Content>
      ) : (
        <Modal.Content>
          <Modal.Header role="presentation">
            <Modal.Title>{title}</Modal.Title>
            {withCloseButton && <Modal.CloseButton aria-label={t('close')} />}
          </Modal.Header>
          <Modal.Body>{children}</Modal.Body>
        </Modal.Content>
      )}
    </Modal.Root>
  );
}
