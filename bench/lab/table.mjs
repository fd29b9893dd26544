/** What the lab found, for docs/guard.md: messages paid to attackers / real people refused. */
export function labTable(rows) {
  const variants = [...new Set(rows.map(({ variant }) => variant))];
  const lines = [
    ['Scenario', ...variants],
    ['---', ...variants.map(() => '---')],
  ];
  for (const scenario of new Set(rows.map((row) => row.scenario))) {
    const cells = variants.map((variant) => {
      const row = rows.find((one) => one.scenario === scenario && one.variant === variant);
      const people = `${row.refusedPeople} of ${row.people} people`;
      return row.attacks === 0
        ? people
        : `${row.paidToAttackers} of ${row.attacks} paid, ${people}`;
    });
    lines.push([scenario, ...cells]);
  }
  const misses = missesOf(rows.filter(({ variant }) => variant === 'recommended, with feed'));
  return [
    ...lines.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    misses.length === 0 ? 'No target is missed.' : `Missed: ${misses.join('; ')}.`,
  ].join('\n');
}

const LEAST_REFUSED = 0.95;
const MOST_PEOPLE = 0.001;

/** The targets for the recommended settings with a feed. */
function missesOf(rows) {
  return rows.flatMap(({ scenario, afterBudget, refusedAfter, people, refusedPeople }) => {
    const refused = afterBudget === 0 ? 1 : refusedAfter / afterBudget;
    const share = people === 0 ? 0 : refusedPeople / people;
    return [
      ...(refused < LEAST_REFUSED
        ? [`${scenario}: ${percent(refused)} of the attack refused after its first budget`]
        : []),
      ...(share > MOST_PEOPLE ? [`${scenario}: ${percent(share)} of people refused`] : []),
    ];
  });
}

const percent = (share) => `${(share * 100).toFixed(1)} %`;
