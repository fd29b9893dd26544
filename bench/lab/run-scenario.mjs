import { once } from 'node:events';
import { createServer } from 'node:http';

const BODY = JSON.stringify({ Code: 'OK', Message: 'OK', BizId: '1^0', RequestId: 'lab' });
const START = Date.UTC(2026, 10, 2, 16);

/**
 * Accepts everything immediately. The sandbox would apply Aliyun's own per-number limits, and hide the
 * effect of the guard.
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

/** Sends all requests at their times on a simulated clock; returns what was paid and who was refused. */
export async function runScenario(sender, day, { endpoint, guard, feed, store }) {
  const clock = { now: START };
  const sending = sender.createSender({ now: () => clock.now, ...(store ? { store } : {}) });
  const settings = settingsFor(sender, endpoint, guard);
  const entering = [];
  const tally = startTally();
  if (feed) for (const number of day.verified) await sending.settle(settings, number);
  for (const request of day.requests) {
    while (entering[0] !== undefined && entering[0].at <= request.at) {
      const { at, to } = entering.shift();
      clock.now = START + at;
      await sending.settle(settings, to);
    }
    clock.now = START + request.at;
    const refusedBy = await refusalOf(sending, settings, request);
    tally.count(request, refusedBy);
    const { entersAt, to } = request;
    if (feed && refusedBy === undefined && entersAt !== undefined) {
      insert(entering, { at: entersAt, to });
    }
  }
  return tally.result();
}

function settingsFor(sender, endpoint, guard) {
  const settings = sender.readSettings({
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    signName: '示例科技',
    templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1', overseas: 'SMS_2' } }],
    endpoint,
    ...(guard ? { guard } : {}),
  });
  if ('issues' in settings) throw new Error(JSON.stringify(settings.issues));
  return settings;
}

function startTally() {
  /** Whether each request of the attack was refused, in order. */
  const attack = [];
  const people = new Set();
  const refused = new Map();
  const refusedReturning = new Set();
  return {
    count({ person, returning }, refusedBy) {
      if (person === undefined) attack.push(refusedBy !== undefined);
      else people.add(person);
      if (person === undefined || refusedBy === undefined) return;
      refused.set(person, refusedBy);
      if (returning) refusedReturning.add(person);
    },
    result() {
      // The first refusal shows that the attack's budget is used up; what counts comes after it.
      const after = attack.includes(true) ? attack.slice(attack.indexOf(true) + 1) : [];
      return {
        attacks: attack.length,
        paidToAttackers: attack.filter((wasRefused) => !wasRefused).length,
        afterBudget: after.length,
        refusedAfter: after.filter(Boolean).length,
        people: people.size,
        refusedPeople: refused.size,
        refusedReturning: refusedReturning.size,
        refusedBy: countsOf(refused),
      };
    },
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
