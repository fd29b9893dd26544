import type { Context } from './command.ts';
import { wholeNumber } from './options.ts';

const SANDBOX_PORT = 4086;
const DEMO_PORT = 4087;

/** The sandbox's port: `--port`, else `PORT`, else 4086. */
export function sandboxPort({ options, terminal }: Pick<Context, 'options' | 'terminal'>): number {
  const variable = terminal.environment['PORT'];
  return (
    options.port('port') ??
    (variable ? wholeNumber(variable, 'PORT', { min: 0, max: 65_535 }) : SANDBOX_PORT)
  );
}

/** The sign-in page's port: `--demo-port`, else any free one if the sandbox takes any, else 4087. */
export const demoPort = ({ options }: Pick<Context, 'options'>, sandbox: number): number =>
  options.port('demoPort') ?? (sandbox === 0 ? 0 : DEMO_PORT);
