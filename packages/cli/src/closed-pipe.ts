import type { Writable } from 'node:stream';
import { systemCode } from './failure.ts';

/** The exit code by which a shell reports a process killed by SIGPIPE. */
const EXIT_CODE = 141;

/** Ends the program once its reader is gone: `aliyun-sms template list | head -1` is not a failure. */
export function exitOnClosedPipe(stream: Writable, exit: (code: number) => void): void {
  stream.on('error', (error) => {
    if (systemCode(error) !== 'EPIPE') throw error;
    exit(EXIT_CODE);
  });
}
