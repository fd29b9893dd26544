import type { Action } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import { notAmong } from '../../usage-error.ts';
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
    throw usageFailure(notAmong('<shell>', [...SCRIPTS.keys()], shell));
  }
  output.raw(script(placesOf(commandLine, language)));
  return Promise.resolve();
};
