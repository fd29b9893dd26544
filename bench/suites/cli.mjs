import { fileURLToPath } from 'node:url';
import { commandTimes } from '../loading.mjs';
import { atMost } from '../targets.mjs';

const program = fileURLToPath(new URL('../../packages/cli/dist/bin.js', import.meta.url));

/** The time from Enter to the end of a command. */
export async function measureCli() {
  const commandMs = commandTimes({
    help: [program, '--help'],
    'help of a command': [program, 'send', '--help'],
    'explain, which loads its command': [program, 'explain', 'isv.OUT_OF_SERVICE'],
    'bare Node': ['-e', '0'],
  });
  return {
    figures: { commandMs },
    targets: [atMost('--help, from start to exit, including Node, ms', commandMs.help.median, 150)],
  };
}
