/** Asks the service worker for every file of this build; false where it did not get all of them. */
export async function storeScreens(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.ready;
  const worker = registration?.active;
  if (!worker) return false;
  const { port1, port2 } = new MessageChannel();
  const done = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
  });
  worker.postMessage('keep-all', [port2]);
  return done;
}
