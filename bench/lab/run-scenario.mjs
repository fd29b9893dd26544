import { once } from 'node:events';
import { createServer } from 'node:http';

const BODY = JSON.stringify({ Code: 'OK', Message: 'OK', BizId: '1^0', RequestId: 'lab' });
const START = Date.UTC(2026, 10, 2, 16);

/**
 * Accepts everything at once. The sandbox would refuse by Aliyun's own limits per number, and hide how
 * much of that the guard does.
 */
export async function startAliyun() {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json').end(BODY);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends all requests at their times on a clock of their own; what was paid, and who was refused. */
export async function runScenario(sender, requests, { endpoint, guard, feed, store }) {
  const clock = { now: START };
  const sending = sender.createSender({ now: () => clock.now, ...(store ? { store } : {}) });
  const settings = sender.readSettings({
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    signName: '示例科技',
    templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1', overseas: 'SMS_2' } }],
    endpoint,
    ...(guard ? { guard } : {}),
  });
  if ('issues' in settings) throw new Error(JSON.stringify(settings.issues));
  const entering = [];
  const tally = {
    paidToAttackers: 0,
    refusedAttacks: 0,
    attacks: 0,
    afterBudget: 0,
    refusedAfter: 0,
  };
  const people = new Set();
  const refused = new Map();

  const settleUntil = async (time) => {
    while (entering[0] !== undefined && entering[0].at <= time) {
      const { at, to } = entering.shift();
      clock.now = START + at;
      await sending.settle(settings, to);
    }
  };

  for (const { at, to, ip, person, entersAt } of requests) {
    await settleUntil(at);
    clock.now = START + at;
    const refusedBy = await refusalOf(sending, settings, { to, ip });
    if (person === undefined) {
      tally.attacks += 1;
      if (tally.refusedAttacks > 0) tally.afterBudget += 1;
      if (refusedBy === undefined) tally.paidToAttackers += 1;
      else {
        if (tally.refusedAttacks > 0) tally.refusedAfter += 1;
        tally.refusedAttacks += 1;
      }
      continue;
    }
    people.add(person);
    if (refusedBy !== undefined) refused.set(person, refusedBy);
    else if (feed && entersAt !== undefined) insert(entering, { at: entersAt, to });
  }
  return {
    ...tally,
    people: people.size,
    refusedPeople: refused.size,
    refusedBy: countsOf(refused),
  };
}

async function refusalOf(sending, settings, { to, ip }) {
  const request = { to, ip, usageType: 'SignIn', payload: { code: '123456' } };
  try {
    await sending.send(settings, request);
    return undefined;
  } catch (error) {
    const refusedBy = error.trace?.guard?.refusedBy;
    if (refusedBy === undefined) throw error;
    return refusedBy;
  }
}

function insert(list, entry) {
  const place = list.findLastIndex(({ at }) => at <= entry.at) + 1;
  list.splice(place, 0, entry);
}

function countsOf(refused) {
  const counts = {};
  for (const dimension of refused.values()) counts[dimension] = (counts[dimension] ?? 0) + 1;
  return counts;
}
