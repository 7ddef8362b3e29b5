import type { RouteRequest } from '@sojourn/route-contract';
import { findOperation } from '#platform/access/store.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import { move, trace } from '#platform/workflow/move.ts';
import { mayIn } from '#platform/workflow/store.ts';
import type * as contract from '../contract.ts';
import { isSettled, roundFacts, roundMachine } from '../domain/round-machine.ts';
import * as store from '../store/round.ts';

export async function getRound(tx: Tx, id: string): Promise<store.RoundRow> {
  const round = await store.findRound(tx, id);
  if (!round) throw notFound('round');
  return round;
}

async function lockRound(tx: Tx, id: string): Promise<store.RoundRow> {
  const round = await store.lockRound(tx, id);
  if (!round) throw notFound('round');
  return round;
}

/** A round whose figures may still change. */
export async function lockOpenRound(tx: Tx, id: string): Promise<store.RoundRow> {
  const round = await lockRound(tx, id);
  if (isSettled(round.state)) {
    throw conflict(
      'displacement.round_settled',
      'This round is cleared: take it back to cleaning before you change it.',
    );
  }
  return round;
}

const entry = (round: { id: string; operation_id: string; office_id: string }, now: Date) => ({
  entity: 'displacement.round',
  entityId: round.id,
  operationId: round.operation_id,
  officeId: round.office_id,
  at: now,
});

export async function createRound(
  tx: Tx,
  actor: Actor,
  input: RouteRequest<typeof contract.createRound>['body'],
  now: Date,
): Promise<store.RoundRow> {
  const operation = await findOperation(tx, input.operationId);
  if (!operation) throw notFound('operation');
  const id = await store.insertRound(tx, operation, input);
  const round = await getRound(tx, id);
  await audit(tx, actor, {
    ...entry(round, now),
    action: 'displacement.round_created',
    after: store.toRound(round),
  });
  return round;
}

export async function updateRound(
  tx: Tx,
  actor: Actor,
  id: string,
  input: RouteRequest<typeof contract.updateRound>['body'],
  now: Date,
): Promise<store.RoundRow> {
  const before = store.toRound(await lockOpenRound(tx, id));
  const wanted = Object.fromEntries(Object.entries(input).filter(([, v]) => v !== undefined));
  await store.updateRound(tx, id, { ...before, ...wanted });
  const after = await getRound(tx, id);
  await audit(tx, actor, {
    ...entry(after, now),
    action: 'displacement.round_changed',
    before,
    after: store.toRound(after),
  });
  return after;
}

export async function moveRound(
  tx: Tx,
  actor: Actor,
  id: string,
  input: RouteRequest<typeof contract.moveRound>['body'],
  now: Date,
): Promise<store.RoundRow> {
  const round = await lockRound(tx, id);
  const at = {
    state: round.state,
    facts: roundFacts(store.toRound(round)),
    may: await mayIn(tx, roundMachine, round.operation_id),
  };
  const decision = move(roundMachine, at, input, now);
  await store.setRoundState(tx, id, decision.to);
  await audit(tx, actor, { ...entry(round, now), action: 'displacement.round_moved', ...trace(decision) });
  return { ...round, state: decision.to };
}
