/** Head of an answer that hands a file out: never run, never guessed at, never shown unless it is harmless. */
export function fileHeaders(file: {
  name: string;
  contentType: string;
  size: number;
  inline: boolean;
}): Record<string, string> {
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const disposition = file.inline ? 'inline' : 'attachment';
  return {
    'content-type': file.inline ? file.contentType : 'application/octet-stream',
    'content-length': String(file.size),
    'content-disposition': `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
    'content-security-policy': "default-src 'none'; sandbox",
  };
}
