export { type ParseFormOptions, parseXForm } from './definition/parse.ts';
export type { ResourceReader } from './definition/secondary.ts';
export type {
  Action,
  ActionEvent,
  Bind,
  BodyElement,
  ChoiceSource,
  ControlElement,
  ControlKind,
  DataType,
  Expression,
  FormDefinition,
  FormResource,
  FormWarning,
  GroupElement,
  Itext,
  ModelNode,
  RepeatElement,
  TextForms,
  TextPart,
  TextSource,
} from './definition/types.ts';
export { FormEngineError, type FormEngineErrorCode } from './errors.ts';
export { type MarkupBlock, type MarkupInline, parseMarkup } from './markup.ts';
export { openForm } from './session/session.ts';
export type {
  Attachment,
  Choice,
  ErrorKind,
  FormMode,
  FormNode,
  FormSession,
  HostRequest,
  Label,
  LabelPart,
  NodeError,
  NodeKind,
  OpenFormOptions,
  ValidationError,
} from './session/types.ts';
export {
  readSubmission,
  type SubmissionLimits,
  type SubmissionNode,
  type SubmissionTree,
} from './submission/read.ts';
export {
  type SubmissionFault,
  type SubmissionReport,
  type ValidateOptions,
  validateSubmission,
} from './submission/validate.ts';
