/** Every 25th send repeats a recent number, which the guard must refuse. */
const REPEAT_EVERY = 25;
const REPEAT_BACK = 10;

/** The send with this index, with a unique combination of number and code. */
export function sendAt(index) {
  const repeats = index % REPEAT_EVERY === REPEAT_EVERY - 1;
  const owner = repeats ? index - REPEAT_BACK : index;
  const number = `86139${String(owner).padStart(8, '0')}`;
  const code = String((index * 48_271 + 7) % 1_000_000).padStart(6, '0');
  const ip = `203.0.${113 + (index % 8)}.${index % 250}`;
  return {
    key: `${number} ${code}`,
    data: { to: number, type: 'SignIn', payload: { code }, ip },
  };
}
