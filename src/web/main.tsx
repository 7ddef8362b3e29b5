import '@mantine/core/styles.css';
import '#platform/ui/base.css';
import { createRoot } from 'react-dom/client';
import { keepNoCopies } from '#platform/ui/unkept-copies.ts';
import { App } from './app.tsx';

keepNoCopies();

createRoot(document.getElementById('app')!, {
  // React says only that it rendered a second time; what made it do so is the cause.
  onRecoverableError: (error) =>
    reportError(error instanceof Error && error.cause !== undefined ? error.cause : error),
}).render(<App />);

// Plain http has none; development serves no built files to keep.
if (import.meta.env.PROD) void navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
