export { FormEngineError, type FormEngineErrorCode } from './errors.ts';
export {
  readSubmission,
  type SubmissionLimits,
  type SubmissionNode,
  type SubmissionTree,
} from './submission/read.ts';
