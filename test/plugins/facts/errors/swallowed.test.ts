import { describe, expect, it } from 'vitest';
import { swallowed } from '../../../../plugins/facts/errors/failed-spans.js';
import { session as build } from '../../../engine/helpers.js';

interface Call {
  name?: string;
  arguments?: unknown;
  error?: string;
}

/** What is said of the failures of one turn with these tool calls. */
function measured(calls: readonly Call[], output: string) {
  const tools = calls.map(({ name = 'cancel_order', error, ...rest }) => ({ kind: 'tool', name, ...(error === undefined ? { result: 'ok' } : { error, status: 'error' }), ...rest }));
  const [turn] = build({ turns: [{ input: 'go on', output, calls: tools }] }).turns;
  if (!turn) throw new Error('no turn');
  return swallowed(turn).value;
}

describe('an answer after a failed step', () => {
  const failed = { arguments: { id: 4411 }, error: 'HTTP 500 from billing backend' };

  it.each([
    ['Done: order 4411 is cancelled and your refund is on its way.'],
    ['Done: order 4411 is cancelled and your refund is on its way. There is no extra charge.'],
    ['Order 4411 is cancelled, and there is no charge for the order.'],
    ['Order 4411 is cancelled. Sorry to see you go!'],
    ['Done without error: order 4411 is cancelled.'],
    ['Order 4411 is cancelled. You do not have to do anything.'],
    ['Order 4411 is cancelled; it cannot be reopened.'],
    ['Your order is cancelled. If the refund does not show, please try again later.'],
    ['I can’t wait to help you again. Order 4411 is cancelled.'],
    ['Bestellung 4411 ist storniert, ohne Fehler. Leider ist sie nun weg.'],
    ['La commande 4411 est annulée sans erreur. Désolé de vous voir partir.'],
    ['El pedido 4411 está cancelado sin error. Lo siento mucho.'],
  ])('does not admit it: %s', (answer) => {
    expect(measured([failed], answer)).toMatchObject({ count: 1, acknowledged: false });
  });

  it.each([
    ['I could not do that.'],
    ['I’m sorry, I was unable to do that.'],
    ['We couldn’t reach the shop.'],
    ['Something went wrong on our side.'],
    ['I ran into an unexpected error.'],
    ['Order 4411 could not be cancelled.'],
    ['Cancellation failed.'],
    ['It seems there is no order 4411.'],
    ['This order cannot be cancelled.'],
    ['The billing backend answered with HTTP 500.'],
    ['Leider konnte ich die Bestellung nicht stornieren.'],
    ['Die Bestellung konnte nicht storniert werden.'],
    ['Je n’ai pas pu annuler la commande.'],
    ['No pude cancelar el pedido.'],
  ])('admits it: %s', (answer) => {
    expect(measured([failed], answer)).toMatchObject({ count: 1, acknowledged: true });
  });

  it('does not pass a failure on with words that the step itself holds', () => {
    expect(measured([{ arguments: { id: 4411 }, error: 'order 4411 not cancelled' }], 'Order 4411 is cancelled.').acknowledged).toBe(false);
  });

  it('admits a lack where the failure was one', () => {
    const answer = 'It seems that there is no credit card in your profile.';
    expect(measured([{ name: 'update_flights', error: 'payment method not found' }], answer).acknowledged).toBe(true);
    expect(measured([{ name: 'update_flights', error: 'HTTP 500' }], answer).acknowledged).toBe(false);
  });

  it('admits two failures only where it tells of both', () => {
    const two = [{ name: 'cancel_order', error: 'HTTP 500' }, { name: 'send_mail', error: 'HTTP 502' }];
    expect(measured(two, 'The order could not be cancelled. The mail is sent.').acknowledged).toBe(false);
    expect(measured(two, 'The order could not be cancelled. The mail failed too.').acknowledged).toBe(true);
  });
});

describe('a later success of the same step', () => {
  it.each<[string, Call, Call, number]>([
    ['on the same data makes up for it', { arguments: { order: 1 }, error: 'HTTP 500' }, { arguments: { order: 1 } }, 0],
    ['on other data does not', { arguments: { order: 1 }, error: 'HTTP 500' }, { arguments: { order: 2 } }, 1],
    ['on another id does not', { arguments: { id: 'ORD-48213' }, error: 'HTTP 500' }, { arguments: { id: 'ORD-48214' } }, 1],
    ['with more arguments does', { arguments: { order: 1 }, error: 'reason required' }, { arguments: { order: 1, reason: 'late' } }, 0],
    ['with a corrected amount does', { arguments: { id: 'ORD-48213', pay: 255 }, error: 'total price is 305, but paid 255' }, { arguments: { id: 'ORD-48213', pay: 305 } }, 0],
    ['with another amount does not, where nothing was wrong with the first', { arguments: { id: 'ORD-48213', pay: 255 }, error: 'HTTP 500' }, { arguments: { id: 'ORD-48213', pay: 305 } }, 1],
    ['with a corrected format does', { arguments: { date: '20.05.2024' }, error: 'unexpected date format' }, { arguments: { date: '2024-05-20' } }, 0],
    ['on another order does not, where the first was not found', { arguments: { order: 1 }, error: 'order 1 not found' }, { arguments: { order: 2 } }, 1],
    ['in other words does', { arguments: { query: 'refund rules' }, error: 'HTTP 500' }, { arguments: { query: 'refunds' } }, 0],
    ['with a fresh request id does', { arguments: { order: 1, request_id: 'a1b2c3' }, error: 'HTTP 500' }, { arguments: { order: 1, request_id: 'd4e5f6' } }, 0],
    ['with unrecorded arguments does', { error: 'HTTP 500' }, { arguments: { order: 2 } }, 0],
    ['of another name does not', { name: 'cancel', arguments: { order: 1 }, error: 'HTTP 500' }, { name: 'refund', arguments: { order: 1 } }, 1],
  ])('%s', (_, failed, later, count) => {
    expect(measured([failed, later], 'Done.').count).toBe(count);
  });

  it('must come after the failure', () => {
    expect(measured([{ arguments: { order: 1 } }, { arguments: { order: 1 }, error: 'HTTP 500' }], 'Done.').count).toBe(1);
  });

  it('is looked up, not searched for, in a turn of very many steps', { timeout: 60_000 }, () => {
    const many = 15_000;
    const calls = [
      ...Array.from({ length: many }, (_, i): Call => ({ arguments: { user: 7, order: 100_000 + i }, error: 'HTTP 500' })),
      ...Array.from({ length: many }, (_, i): Call => ({ arguments: { user: 7, order: 200_000 + i } })),
    ];
    expect(measured(calls, 'All orders are cancelled.')).toMatchObject({ count: many, acknowledged: false });
  });
});
