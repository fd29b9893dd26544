export {
  askProbe,
  versionOf,
  type Moment,
  type ProbeCaller,
  type ProbeOutcome,
} from './ask-probe.ts';
export type { ProbeAnswer } from './answer.ts';
export type { AnswerDifference } from './compare.ts';
export type { OwnThings, Probe, ProbeCall, Wire } from './probe.ts';
export { PROBES } from './probes/index.ts';
export { recordedAnswer, recordingSchema, replay, type RecordedAnswer } from './recording.ts';
export { createStandIn, type OwnTemplate, type StandInOptions } from './stand-in.ts';
