import type { Label } from '@sojourn/form-engine';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import { useForm } from '../engine/form-context.tsx';
import classes from './label.module.css';

/** Picture, sound and film of a label. The label says the same in words, so a picture is decoration beside it. */
export function Media({ label }: { label: Label }) {
  const t = useT(fillMessages);
  const { mediaUrl } = useForm();
  const url = (uri: string | undefined) => (uri ? mediaUrl(uri) : undefined);
  const [image, large, audio, video] = [label.image, label.bigImage, label.audio, label.video].map(url);
  const name = label.text || t('media');
  if (!image && !audio && !video) return null;
  return (
    <span className={classes.media}>
      {image &&
        (large ? (
          <Enlarging small={image} large={large} name={name} />
        ) : (
          <img src={image} alt={label.text ? '' : name} />
        ))}
      {/* biome-ignore lint/a11y/useMediaCaption: a form brings its sounds without captions; the label is their text */}
      {audio && <audio controls preload="none" src={audio} aria-label={t('media.audio', { name })} />}
      {/* biome-ignore lint/a11y/useMediaCaption: a form brings its films without captions; the label is their text */}
      {video && <video controls preload="none" src={video} aria-label={t('media.video', { name })} />}
    </span>
  );
}

function Enlarging(props: { small: string; large: string; name: string }) {
  const t = useT(fillMessages);
  return (
    <a
      href={props.large}
      target="_blank"
      rel="noreferrer"
      aria-label={t('media.enlarge', { name: props.name })}
    >
      <img src={props.small} alt="" />
    </a>
  );
}
