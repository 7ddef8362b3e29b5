import { IconCamera, IconMicrophone, IconPaperclip, IconPhoto, IconVideo } from '@tabler/icons-react';
import { useRef } from 'react';
import classes from './control.module.css';
import type { ControlProps } from './props.ts';

const icons = {
  image: IconPhoto,
  camera: IconCamera,
  video: IconVideo,
  audio: IconMicrophone,
  file: IconPaperclip,
};

interface PickProps extends ControlProps {
  icon: keyof typeof icons;
  label: string;
  accept: string | undefined;
  capture?: 'user' | 'environment';
  onPick: (file: File) => unknown;
}

/** A button before the browser's own file field, whose words cannot be translated. */
export function Pick(props: PickProps) {
  const field = useRef<HTMLInputElement>(null);
  const Icon = icons[props.icon];
  const nameId = `${props.id}-${props.icon}-pick`;
  return (
    <>
      <button
        type="button"
        id={nameId}
        className={classes.button}
        aria-labelledby={`${nameId} ${props.labelId}`}
        onClick={() => field.current?.click()}
      >
        <Icon size={20} stroke={1.7} aria-hidden /> {props.label}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        tabIndex={-1}
        accept={props.accept}
        capture={props.capture}
        aria-labelledby={nameId}
        data-file={props.node.id}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) props.onPick(chosen);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
