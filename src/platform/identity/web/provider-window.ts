import { callOnce } from '#platform/ui/call.ts';
import { startProviderProof, startProviderSignIn } from '../contract/provider.ts';

/** On which the window of a provider says to the page that opened it that it is done. */
export const DONE_CHANNEL = 'sojourn-provider-done';

/** Opens the provider in a window of its own, so that nothing typed on this page is lost; resolves when it is done there. */
export function openProvider(
  providerId: string,
  purpose: 'sign_in' | 'proof',
  signal: AbortSignal,
): Promise<void> {
  // At the click itself: a window that opens later is taken for an advertisement.
  const opened = window.open('about:blank', '_blank', 'popup,width=520,height=680');
  const params = { providerId };
  const start =
    purpose === 'proof'
      ? callOnce(startProviderProof, { params }, signal)
      : callOnce(startProviderSignIn, { params, body: { returnTo: '/sign-in/done' } }, signal);
  return start.then(
    ({ url }) =>
      new Promise<void>((resolve) => {
        const channel = new BroadcastChannel(DONE_CHANNEL);
        const end = () => channel.close();
        signal.addEventListener('abort', end);
        channel.onmessage = () => {
          end();
          resolve();
        };
        if (opened) opened.location.href = url;
        else window.location.assign(url);
      }),
    (error: unknown) => {
      opened?.close();
      throw error;
    },
  );
}
