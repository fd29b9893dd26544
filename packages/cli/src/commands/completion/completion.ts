import type { Action } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { placesOf } from './places.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
]);

export const run: Action = ({ arguments: [shell = ''], commandLine, language, output }) => {
  const script = SCRIPTS.get(shell);
  if (!script) {
    const shells = [...SCRIPTS.keys()].join(', ');
    throw usageFailure({
      en: `<shell> takes ${shells}, not "${shell}".`,
      zh: `<shell> 的取值为 ${shells}，而不是“${shell}”。`,
    });
  }
  output.raw(script(placesOf(commandLine, language)));
  return Promise.resolve();
};
