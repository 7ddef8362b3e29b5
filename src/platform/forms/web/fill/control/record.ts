/** Records a stream until it is stopped; then the stream is let go and what was recorded handed over. */
export function record(
  stream: MediaStream,
  onDone: (recording: Blob) => void,
  options: MediaRecorderOptions = {},
): MediaRecorder {
  const recorder = new MediaRecorder(stream, options);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.onstop = () => {
    stopStream(stream);
    if (parts.length > 0) onDone(new Blob(parts, { type: recorder.mimeType }));
  };
  recorder.start();
  return recorder;
}

export const stopStream = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** Bits a second for the quality that a form asks for; what the browser thinks right where it asks for none. */
export function bitsFor(quality: string | undefined): MediaRecorderOptions {
  const bits = { 'voice-only': 16_000, low: 24_000, normal: 64_000 }[quality ?? ''];
  return bits === undefined ? {} : { audioBitsPerSecond: bits };
}
