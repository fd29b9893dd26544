// Who asks for codes, when and from where. Times are milliseconds from the start of the day.
import { seeded } from './random.mjs';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** People on a busy day of the service that the lab plays. */
export const PEOPLE_A_DAY = 5000;

/** What is taken for granted of people and of attackers; the settings must hold where it is not so. */
const USUAL = {
  /** Of those who got a code so many enter it, */
  enters: 0.92,
  /** and so many ask for a second one first. */
  asksAgain: 0.08,
  /** Of the people of a usual day so many were verified within the last thirty days. */
  returning: 0.5,
  /** So many times faster does a launch, an office or a class come in. */
  crowding: 1,
  /** So many times more blocks of numbers has who pumps. */
  blocks: 1,
  /** Of the codes that are sent to the attacker’s numbers, so many are entered. */
  attackerEnters: 0,
};

export const assumptions = {
  usual: {},
  '80 % enter and 15 % ask again': { enters: 0.8, asksAgain: 0.15 },
  'crowds come in a third of the time': { crowding: 3 },
  'three times the blocks': { blocks: 3 },
  'the attacker enters a fifth': { attackerEnters: 0.2 },
};

const MOBILE = ['138', '139', '150', '159', '177', '186', '188', '199'];

function traffic(seed, assumed) {
  const random = seeded(seed);
  const assume = { ...USUAL, ...assumed };
  const requests = [];
  const verified = [];
  let people = 0;
  const mainland = () => `86${MOBILE[random.whole(0, MOBILE.length)]}${random.digits(8)}`;
  const ipv4 = () =>
    `${random.whole(110, 126)}.${random.whole(1, 250)}.${random.whole(0, 256)}.${random.whole(1, 255)}`;

  const ask = (who, at, to, ip, enters) =>
    requests.push({
      at,
      to,
      ip,
      ...who,
      entersAt: enters ? at + random.between(15 * SECOND, MINUTE) : undefined,
    });

  return {
    random,
    assume,
    requests,
    /** The numbers that were verified before the day began. */
    verified,
    mainland,
    ipv4,
    /** Somebody who wants to sign in. */
    person({ from, to = mainland(), ip = ipv4(), until, returning = false }) {
      const at = random.between(from, until);
      const who = { person: (people += 1), returning };
      if (returning) verified.push(to);
      const again = random.next() < assume.asksAgain;
      const enters = () => random.next() < assume.enters;
      ask(who, at, to, ip, !again && enters());
      if (again) ask(who, at + random.between(65 * SECOND, 120 * SECOND), to, ip, enters());
    },
    attacker: (at, to, ip) => ask({}, at, to, ip, random.next() < assume.attackerEnters),
  };
}

/** People of a usual day, by whom an attack is surrounded. */
function usualDay({ person, random, assume }, count = 1000) {
  for (let index = 0; index < count; index += 1) {
    person({ from: 0, until: DAY, returning: random.next() < assume.returning });
  }
}

/** New people, all at one time and perhaps at one place. */
function crowd({ person, assume }, { count, from, within, ip, numberOf = () => undefined }) {
  const until = from + within / assume.crowding;
  for (let index = 0; index < count; index += 1) person({ from, until, ip, to: numberOf(index) });
}

/** All of one block. */
const numberOfClass = (index) => `8613866661${String(index * 7).padStart(3, '0')}`;

const ATTACK = 10 * HOUR;

/** Numbers that one owner has, in so many blocks of 10,000. */
function blocksOf({ random, assume }, count) {
  const blocks = Array.from({ length: count * assume.blocks }, () => `86170${random.digits(4)}`);
  return () => `${blocks[random.whole(0, blocks.length)]}${random.digits(4)}`;
}

function pumping(world, { count, blocks, hours, addressOf, from = ATTACK }) {
  usualDay(world);
  const number = blocks === undefined ? world.mainland : blocksOf(world, blocks);
  for (let index = 0; index < count; index += 1) {
    world.attacker(from + (index / count) * hours * HOUR, number(), addressOf(index));
  }
}

export const FUSE = 'the fuse: 30,000 in six hours, all addresses and blocks new';

export const scenarios = {
  'a quiet day': (world) => usualDay(world, PEOPLE_A_DAY),
  'a launch: ×20 in an hour': (world) =>
    crowd(world, { count: Math.round((PEOPLE_A_DAY / 24) * 20), from: ATTACK, within: HOUR }),
  'an office: 200 people in an hour, one address': (world) => {
    usualDay(world);
    crowd(world, { count: 200, from: 9 * HOUR, within: HOUR, ip: '203.0.113.10' });
  },
  'a class: 40 in five minutes, one address, one block': (world) => {
    usualDay(world);
    const ip = '203.0.113.20';
    crowd(world, { count: 40, from: ATTACK, within: 5 * MINUTE, ip, numberOf: numberOfClass });
  },
  'a carrier: 2,000 people a day, one address': (world) => {
    usualDay(world);
    crowd(world, { count: 2000, from: 0, within: DAY, ip: '203.0.113.30' });
  },
  'pumping from one address': (world) =>
    pumping(world, { count: 3000, blocks: 3, hours: 1, addressOf: () => '198.51.100.7' }),
  'pumping, a new IPv4 address each time': (world) =>
    pumping(world, { count: 3000, blocks: 5, hours: 2, addressOf: world.ipv4 }),
  'pumping, 65,536 networks of one IPv6 /48, 500 blocks': (world) =>
    pumping(world, {
      count: 3000,
      blocks: 500,
      hours: 2,
      addressOf: (index) => `2001:db8:7:${(index * 21).toString(16)}::1`,
    }),
  'bombing of one number': (world) => {
    usualDay(world);
    for (let index = 0; index < 500; index += 1)
      world.attacker(ATTACK + (index / 500) * HOUR, '8613900139000', world.ipv4());
  },
  'slow pumping: 20 an hour, new addresses, ten blocks': (world) =>
    pumping(world, { count: 480, blocks: 10, hours: 24, from: 0, addressOf: world.ipv4 }),
  [FUSE]: (world) => pumping(world, { count: 30_000, hours: 6, addressOf: world.ipv4 }),
};

/** The requests of a scenario in the order of their coming, and the numbers that are known before. */
export function dayOf(name, seed, assumed) {
  const world = traffic(seed, assumed);
  scenarios[name](world);
  return {
    requests: world.requests.toSorted((one, other) => one.at - other.at),
    verified: world.verified,
  };
}
