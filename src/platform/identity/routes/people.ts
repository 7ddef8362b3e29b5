import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from '../contract/people.ts';
import { changePersonState, countLeaving } from '../service/leaving.ts';
import * as people from '../service/people.ts';
import * as store from '../store.ts';
import { type IdentityConfig, linkOf } from './config.ts';
import { pageByName } from './page-by-name.ts';

const toPerson = (row: store.PersonRow): contract.Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  state: row.state,
  language: row.language,
  hasSecondFactor: row.has_second_factor,
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
});

export const peopleRoutes = (config: IdentityConfig): Binding[] => [
  bind(contract.listPeople, (c) =>
    pageByName(c.querystring, (filter) => store.listPeople(c.tx, filter), toPerson),
  ),
  bind(contract.getPerson, async (c) => toPerson(await people.getPerson(c.tx, c.params.accountId))),
  bind(contract.invitePerson, async (c) => {
    const { id, link } = await people.invitePerson(c.tx, c.actor, c.body, c.now);
    return { person: toPerson(await people.getPerson(c.tx, id)), invitation: linkOf(config, link) };
  }),
  bind(contract.createInvitationLink, async (c) =>
    linkOf(config, await people.createInvitationLink(c.tx, c.actor, c.params.accountId, c.now)),
  ),
  bind(contract.getLeaving, (c) => countLeaving(c.tx, c.params.accountId, config.leaving?.() ?? [])),
  bind(contract.changePersonState, async (c) => {
    const input = { ...c.body, leaving: config.leaving?.() ?? [] };
    return toPerson(await changePersonState(c.tx, c.actor, c.params.accountId, input, c.now));
  }),
];
