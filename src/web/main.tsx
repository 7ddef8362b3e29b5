import '@mantine/core/styles.css';
import '#platform/ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

// Nothing that the first view waits for.
void import('#platform/ui/unkept-copies.ts')
  .then(({ keepNoCopies }) => keepNoCopies())
  .catch(() => undefined);
void import('#platform/ui/printing.ts').then(({ watchPrinting }) => watchPrinting()).catch(() => undefined);

createRoot(document.getElementById('app')!, {
  // React says only that it rendered a second time; what made it do so is the cause.
  onRecoverableError: (error) =>
    reportError(error instanceof Error && error.cause !== undefined ? error.cause : error),
}).render(<App />);

// Plain http has none; development serves no built files to keep.
if (import.meta.env.PROD) void navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
