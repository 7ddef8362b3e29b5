import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/web/use-t.tsx';
import { uiMessages } from './messages/catalogue.ts';

/** A link or secret to hand over: selected at a click, copied by a button. */
export function CopyField(props: {
  label: string;
  description?: string;
  value: string;
  /** Takes the focus when it appears, where it takes the place of a form. */
  focus?: boolean;
}) {
  const t = useT(uiMessages);
  const [copied, setCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.focus) input.current?.focus();
  }, [props.focus]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.value);
      setCopied(true);
    } catch {
      // Clipboards are closed to pages without https: the selected text is still there to copy by hand.
      setCopied(false);
    }
  };
  return (
    <TextInput
      ref={input}
      label={props.label}
      description={props.description}
      value={props.value}
      readOnly
      dir="ltr"
      onFocus={(event) => event.currentTarget.select()}
      rightSectionWidth={96}
      rightSection={
        <Button size="compact-sm" variant="default" onClick={copy} aria-live="polite">
          {t(copied ? 'copied' : 'copy')}
        </Button>
      }
    />
  );
}
