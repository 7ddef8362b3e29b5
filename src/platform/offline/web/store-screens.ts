/** Asks the service worker for every file of this build, and waits until it has them. */
export async function storeScreens(): Promise<void> {
  const registration = await navigator.serviceWorker?.ready;
  const worker = registration?.active;
  if (!worker) return;
  const { port1, port2 } = new MessageChannel();
  const done = new Promise<void>((resolve) => {
    port1.onmessage = () => resolve();
  });
  worker.postMessage('keep-all', [port2]);
  await done;
}
