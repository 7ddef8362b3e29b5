import type { Priority } from '../contract/shapes.ts';

/** One event of a calendar; nothing in it that may not leave the product. */
export interface CalendarTask {
  id: string;
  revision: number;
  summary: string;
  dueAt: Date;
  changedAt: Date;
  priority: Priority;
  url: string;
}

/**
 * RFC 5545, 3.3.11: backslash, semicolon, comma and line ends of a text are written with a backslash. Marks that turn the
 * direction of text would turn what a calendar writes behind it.
 */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');

/** RFC 5545, 3.1: lines of at most 75 octets, the next one begun with a space; never within a character. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** RFC 5545, 3.8.1.9: 1 is the highest. */
const priorityNumber: Record<Priority, number> = { urgent: 1, high: 3, normal: 5, low: 9 };

const event = (task: CalendarTask): string[] => [
  'BEGIN:VEVENT',
  `UID:${task.id}@sojourn`,
  `SEQUENCE:${task.revision}`,
  `DTSTAMP:${stamp(task.changedAt)}`,
  `DTSTART:${stamp(task.dueAt)}`,
  `SUMMARY:${escaped(task.summary)}`,
  `PRIORITY:${priorityNumber[task.priority]}`,
  `URL:${task.url}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/**
 * Due times as a calendar (RFC 5545). Events, not to-dos: calendars that subscribe to an address show only those. They take
 * no time (no end, transparent), so that nobody counts as busy.
 */
export const calendarText = (name: string, tasks: readonly CalendarTask[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sojourn//Tasks//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...tasks.flatMap(event),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
