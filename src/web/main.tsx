import '@mantine/core/styles.css';
import '#platform/ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

createRoot(document.getElementById('app')!).render(<App />);
