import { useEffect, useRef, useState } from 'react';
import { stopStream } from './record.ts';

/** Shows the camera in a video element for as long as the component lives. */
export function useCamera(facing: 'user' | 'environment', sound = false) {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | undefined>(undefined);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    let gone = false;
    let opened: MediaStream | undefined;
    const open = async (): Promise<void> => {
      opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: facing }, audio: sound });
      const screen = video.current;
      if (gone || !screen) return stopStream(opened);
      screen.srcObject = opened;
      await screen.play();
      if (!gone) setStream(opened);
    };
    open().catch(() => !gone && setRefused(true));
    return () => {
      gone = true;
      if (opened) stopStream(opened);
    };
  }, [facing, sound]);
  return { video, stream, refused };
}
