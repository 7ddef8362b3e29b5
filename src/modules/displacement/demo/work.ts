import type { Route, RouteInput, RouteOutput } from '@sojourn/route-contract';
import { addComment } from '#platform/comments/contract.ts';
import { listSites } from '#platform/places/contract/site.ts';
import { createTask } from '#platform/tasks/contract/task.ts';

type Caller = <R extends Route>(route: R, input: RouteInput<R>) => Promise<RouteOutput<R>>;

export interface DemoCast {
  officer: { call: Caller; accountId: string; operationId: string };
  assistant: { call: Caller; accountId: string };
  director: { accountId: string };
  /** The round that is being cleaned. */
  roundId: string;
}

const ZONE = 'Africa/Khartoum';
const DAY = 86_400_000;

/** Tasks and a conversation such as a round in cleaning has them; due times around today. */
export async function seedWork({ officer, assistant, director, roundId }: DemoCast): Promise<void> {
  const due = (days: number) => ({
    local: `${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T17:00`,
    zone: ZONE,
  });
  const round = { entity: 'displacement.round', entityId: roundId };
  const sites = await officer.call(listSites, {
    querystring: { operationId: officer.operationId, limit: 1 },
  });
  const give = (body: RouteInput<typeof createTask>['body']) => officer.call(createTask, { body });
  await give({
    title: 'Answer the questions of the provincial authority on the estimates',
    record: round,
    priority: 'high',
    due: due(-1),
  });
  await give({
    title: 'Clean the records with doubtful household sizes',
    note: 'Begin with those whose average is above twelve.',
    record: round,
    ownerId: assistant.accountId,
    due: due(2),
    remindBefore: 'P1D',
    escalation: { hours: 24, to: officer.accountId, roleId: null },
  });
  await give({
    title: 'Draw the maps for the report',
    record: round,
    roleId: 'displacement-assistant',
    due: due(5),
  });
  for (const { id } of sites.items)
    await give({
      title: 'Confirm the coordinates on the next visit',
      record: { entity: 'places.site', entityId: id },
      priority: 'low',
    });
  const { id } = await officer.call(addComment, {
    body: {
      ...round,
      text: `The figures of the north are higher than last month. @{${assistant.accountId}}, were day visitors counted?`,
    },
  });
  await assistant.call(addComment, {
    body: { ...round, parentId: id, text: 'In two sites, yes. I have marked their records.' },
  });
  await officer.call(addComment, {
    body: { ...round, text: `@{${director.accountId}}, the round can be cleared by the end of the week.` },
  });
}
