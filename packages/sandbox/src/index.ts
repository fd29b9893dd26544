export type { Message, MessageProduct, MessageStatus } from './message-store.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export { readSeedFile } from './seed-file.ts';
export type { SandboxSeed } from './seed.ts';
export { startSandbox, type RunningSandbox, type StartSandboxOptions } from './start-sandbox.ts';
