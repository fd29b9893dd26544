// The results of the lab as the tables of docs/guard.md and docs/guard.zh-CN.md.
import { chinese } from './chinese.mjs';

const LEAST_REFUSED = 0.95;
const MOST_PEOPLE = 0.001;
const WITH_FEED = 'recommended, with feed';

const english = {
  title: ['Scenario', 'Assumption'],
  nameOf: (name) => (name === 'usual' ? 'as described above' : name),
  people: (refused, people) => `refused: ${refused} of ${people} people`,
  paid: (paid, attacks, refused) => `sent: ${paid} of ${attacks}; ${refused}`,
  met: 'all targets met',
  refusedPeople: (scenario, share) => `${scenario}: ${share} of people refused`,
  refusedAttack: (scenario, share) => `${scenario}: ${share} of the attack refused`,
  and: '; ',
};

export const tables = (runs, language) => labTables(runs, language === 'zh' ? chinese : english);

function labTables(runs, words) {
  return [scenarioTable(runs, words), '', missesTable(runs, words)].join('\n');
}

/** Each scenario under the usual assumptions; ranges are over the seeds. */
function scenarioTable(runs, words) {
  const usual = runs.filter(({ assumption }) => assumption === 'usual');
  const variants = namesOf(usual, 'variant');
  return markdown([
    [words.title[0], ...variants.map(words.nameOf)],
    ...namesOf(usual, 'scenario').map((scenario) => [
      words.nameOf(scenario),
      ...variants.map((variant) =>
        cell(
          usual.filter((run) => run.scenario === scenario && run.variant === variant),
          words,
        ),
      ),
    ]),
  ]);
}

function cell(runs, words) {
  const [{ people, attacks }] = runs;
  const refused = words.people(rangeOf(runs, 'refusedPeople'), people);
  return attacks === 0 ? refused : words.paid(rangeOf(runs, 'paidToAttackers'), attacks, refused);
}

/** The targets missed under each assumption, by the worst seed. */
function missesTable(runs, words) {
  const variants = ['recommended', WITH_FEED];
  return markdown([
    [words.title[1], ...variants.map(words.nameOf)],
    ...namesOf(runs, 'assumption').map((assumption) => [
      words.nameOf(assumption),
      ...variants.map((variant) => {
        const misses = namesOf(runs, 'scenario').flatMap((scenario) =>
          missesOf(
            runs.filter(
              (run) =>
                run.scenario === scenario &&
                run.variant === variant &&
                run.assumption === assumption,
            ),
            words,
          ),
        );
        return misses.length === 0 ? words.met : misses.join(words.and);
      }),
    ]),
  ]);
}

/** Without a feed there is no target for attacks, only for people. */
function missesOf(runs, words) {
  const attack = runs.map(({ afterBudget, refusedAfter }) =>
    afterBudget === 0 ? 1 : refusedAfter / afterBudget,
  );
  const people = Math.max(...runs.map((run) => run.refusedPeople / run.people));
  const [{ scenario = '', variant = '' } = {}] = runs;
  const name = words.nameOf(scenario);
  const misses = [];
  if (people > MOST_PEOPLE) misses.push(words.refusedPeople(name, percent([people])));
  if (variant === WITH_FEED && Math.min(...attack) < LEAST_REFUSED)
    misses.push(words.refusedAttack(name, percent(attack)));
  return misses;
}

const markdown = ([head, ...rows]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const namesOf = (runs, field) => [...new Set(runs.map((run) => run[field]))];

const rangeOf = (runs, field) => range(runs.map((run) => run[field]));

const percent = (shares) => `${range(shares.map((share) => (share * 100).toFixed(1)))} %`;

function range(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const [least] = sorted;
  const most = sorted.at(-1);
  return least === most ? String(least) : `${least}–${most}`;
}
