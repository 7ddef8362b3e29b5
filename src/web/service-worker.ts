/** What works for the application while no page of it is open, or no server there. Built to `/service-worker.js`. */
import './worker/files.ts';
import './worker/push.ts';
