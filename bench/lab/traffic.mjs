// Who requests codes, when and from where. Times are milliseconds from the start of the day.
import { seeded } from './random.mjs';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** People on a busy day of the simulated service. */
export const PEOPLE_A_DAY = 5000;

/** The usual assumptions about people and attackers; the settings must also work under others. */
const USUAL = {
  /** Share of people who enter their code. */
  enters: 0.92,
  /** Share of people who request a second code first. */
  asksAgain: 0.08,
  /** Share of people who were verified within the last thirty days. */
  returning: 0.5,
  /** How many times faster the people of a launch, an office or a class arrive. */
  crowding: 1,
  /** How many times more blocks of numbers the attacker has. */
  blocks: 1,
  /** Share of the codes to the attacker’s numbers that are entered. */
  attackerEnters: 0,
};

export const assumptions = {
  usual: {},
  '80 % enter the code, 15 % request another': { enters: 0.8, asksAgain: 0.15 },
  'crowds arrive in a third of the time': { crowding: 3 },
  'three times as many blocks': { blocks: 3 },
  'the attacker enters a fifth of the codes': { attackerEnters: 0.2 },
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
    /** The numbers that were verified before the day. */
    verified,
    mainland,
    ipv4,
    /** A person who wants to sign in. */
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

/** The people of a usual day, also during an attack. */
function usualDay({ person, random, assume }, count = 1000) {
  for (let index = 0; index < count; index += 1) {
    person({ from: 0, until: DAY, returning: random.next() < assume.returning });
  }
}

/** New people, all at the same time and possibly at the same place. */
function crowd({ person, assume }, { count, from, within, ip, numberOf = () => undefined }) {
  const until = from + within / assume.crowding;
  for (let index = 0; index < count; index += 1) person({ from, until, ip, to: numberOf(index) });
}

/** Numbers of the same block. */
const numberOfClass = (index) => `8613866661${String(index * 7).padStart(3, '0')}`;

const ATTACK = 10 * HOUR;

/** Numbers of one owner, in this many blocks of 10,000. */
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
  'bombing one number': (world) => {
    usualDay(world);
    for (let index = 0; index < 500; index += 1)
      world.attacker(ATTACK + (index / 500) * HOUR, '8613900139000', world.ipv4());
  },
  'slow pumping: 20 an hour, new addresses, ten blocks': (world) =>
    pumping(world, { count: 480, blocks: 10, hours: 24, from: 0, addressOf: world.ipv4 }),
  [FUSE]: (world) => pumping(world, { count: 30_000, hours: 6, addressOf: world.ipv4 }),
};

/** The requests of a scenario in order of time, and the numbers that were verified before. */
export function dayOf(name, seed, assumed) {
  const world = traffic(seed, assumed);
  scenarios[name](world);
  return {
    requests: world.requests.toSorted((one, other) => one.at - other.at),
    verified: world.verified,
  };
}
