import type { Writable } from 'node:stream';
import { systemCode } from './failure.ts';

/** How a shell tells an end by SIGPIPE. */
const EXIT_CODE = 141;

/** Ends the program once nobody reads on: `aliyun-sms template list | head -1` is no failure of it. */
export function exitOnClosedPipe(stream: Writable, exit: (code: number) => void): void {
  stream.on('error', (error) => {
    if (systemCode(error) !== 'EPIPE') throw error;
    exit(EXIT_CODE);
  });
}
