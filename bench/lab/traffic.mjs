// Who asks for codes, when and from where. Times are milliseconds from the start of the day.
import { seeded } from './random.mjs';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** People on a busy day of the service that the lab plays. */
export const PEOPLE_A_DAY = 5000;
/** Of those who got a code so many enter it, */
const ENTERS = 0.92;
/** and so many ask for a second one first. */
const ASKS_AGAIN = 0.08;

const MOBILE = ['138', '139', '150', '159', '177', '186', '188', '199'];

function traffic(seed) {
  const random = seeded(seed);
  const requests = [];
  let people = 0;
  const mainland = () => `86${MOBILE[random.whole(0, MOBILE.length)]}${random.digits(8)}`;
  const ipv4 = () =>
    `${random.whole(110, 126)}.${random.whole(1, 250)}.${random.whole(0, 256)}.${random.whole(1, 255)}`;

  const ask = (person, at, to, ip, enters) =>
    requests.push({
      at,
      to,
      ip,
      person,
      entersAt: enters ? at + random.between(15 * SECOND, MINUTE) : undefined,
    });

  return {
    random,
    requests,
    mainland,
    ipv4,
    /** Somebody who wants to sign in. */
    person({ from, to = mainland(), ip = ipv4(), until }) {
      const at = random.between(from, until);
      const person = (people += 1);
      const again = random.next() < ASKS_AGAIN;
      ask(person, at, to, ip, !again && random.next() < ENTERS);
      if (again) {
        ask(person, at + random.between(65 * SECOND, 120 * SECOND), to, ip, random.next() < ENTERS);
      }
    },
    attacker: (at, to, ip) => requests.push({ at, to, ip }),
  };
}

/** People of a usual day, by whom an attack is surrounded. */
function crowd({ person }, count, from = 0, until = DAY) {
  for (let index = 0; index < count; index += 1) person({ from, until });
}

const ATTACK = 10 * HOUR;
const USUAL = 1000;

/** Numbers that one owner has, in so many blocks of 10,000. */
function blocksOf({ random }, count) {
  const blocks = Array.from({ length: count }, () => `86170${random.digits(4)}`);
  return () => `${blocks[random.whole(0, blocks.length)]}${random.digits(4)}`;
}

function pumping(world, { count, blocks, hours, addressOf }) {
  crowd(world, USUAL);
  const number = blocksOf(world, blocks);
  for (let index = 0; index < count; index += 1) {
    world.attacker(ATTACK + (index / count) * hours * HOUR, number(), addressOf(index));
  }
}

export const scenarios = {
  'a quiet day': (world) => crowd(world, PEOPLE_A_DAY),
  'a launch: ×20 in an hour': (world) =>
    crowd(world, Math.round((PEOPLE_A_DAY / 24) * 20), ATTACK, ATTACK + HOUR),
  'an office of 200 behind one address': (world) => {
    crowd(world, USUAL);
    for (let index = 0; index < 200; index += 1)
      world.person({ from: 9 * HOUR, until: 10 * HOUR, ip: '203.0.113.10' });
  },
  'a class: 40 in five minutes, one address, one block': (world) => {
    crowd(world, USUAL);
    for (let index = 0; index < 40; index += 1) {
      const to = `8613866661${String(index * 7).padStart(3, '0')}`;
      world.person({ from: ATTACK, until: ATTACK + 5 * MINUTE, to, ip: '203.0.113.20' });
    }
  },
  'a carrier: 2,000 a day from one address': (world) => {
    crowd(world, USUAL);
    crowd({ person: (when) => world.person({ ...when, ip: '203.0.113.30' }) }, 2000);
  },
  'pumping from one address': (world) =>
    pumping(world, { count: 3000, blocks: 3, hours: 1, addressOf: () => '198.51.100.7' }),
  'pumping, a new IPv4 address each time': (world) =>
    pumping(world, { count: 3000, blocks: 5, hours: 2, addressOf: world.ipv4 }),
  'pumping, 65,536 networks of one IPv6 /48': (world) =>
    pumping(world, {
      count: 3000,
      blocks: 500,
      hours: 2,
      addressOf: (index) => `2001:db8:7:${(index * 21).toString(16)}::1`,
    }),
  'bombing of one number': (world) => {
    crowd(world, USUAL);
    for (let index = 0; index < 500; index += 1)
      world.attacker(ATTACK + (index / 500) * HOUR, '8613900139000', world.ipv4());
  },
  'slow pumping: 20 an hour, new addresses, ten blocks': (world) => {
    crowd(world, USUAL);
    const number = blocksOf(world, 10);
    for (let index = 0; index < 480; index += 1) {
      world.attacker(index * 3 * MINUTE, number(), world.ipv4());
    }
  },
  'the fuse: new addresses, new blocks, until perCountry and total are used up': (world) => {
    crowd(world, USUAL);
    for (let index = 0; index < 8000; index += 1)
      world.attacker(ATTACK + (index / 8000) * HOUR, world.mainland(), world.ipv4());
  },
};

/** The requests of a scenario in the order of their coming. */
export function requestsOf(name, seed) {
  const world = traffic(seed);
  scenarios[name](world);
  return world.requests.toSorted((one, other) => one.at - other.at);
}
