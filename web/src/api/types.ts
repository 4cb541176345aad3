import type { components } from './contract';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type User = Schemas['User'];
export type Role = Schemas['Role'];
export type AnnotatorKind = Schemas['AnnotatorKind'];
export type Key = Schemas['Key'];
export type Project = Schemas['Project'];
export type NewProject = Schemas['NewProject'];
export type Question = Schemas['Question'];
export type ProjectTemplate = Schemas['ProjectTemplate'];
export type ProjectChange = Schemas['ProjectChange'];
export type Workforce = Schemas['Workforce'];
export type Cost = Schemas['Cost'];
export type Export = Schemas['Export'];
export type NewExport = Schemas['NewExport'];
export type Review = Schemas['Review'];
export type ReviewTask = Schemas['ReviewTask'];
export type GiveVerdict = Schemas['GiveVerdict'];
export type Webhook = Schemas['Webhook'];
export type NewWebhook = Schemas['NewWebhook'];
export type WebhookChange = Schemas['WebhookChange'];
export type Task = Schemas['Task'];
export type TaskState = Schemas['TaskState'];
export type Batch = Schemas['Batch'];
export type NewBatch = Schemas['NewBatch'];
export type BatchChange = Schemas['BatchChange'];
export type WorkRule = Schemas['WorkRule'];
export type GoldRule = Schemas['GoldRule'];
export type GoldReport = Schemas['GoldReport'];
export type KnownTask = Schemas['KnownTask'];
export type NewKnownTask = Schemas['NewKnownTask'];
export type KnownTaskChange = Schemas['KnownTaskChange'];
export type Stop = Schemas['Stop'];
export type Feedback = Schemas['Feedback'];
export type Qualification = Schemas['Qualification'];
export type NewQualification = Schemas['NewQualification'];
export type QualificationChange = Schemas['QualificationChange'];
export type TaskDetail = Schemas['TaskDetail'];
export type Assignment = Schemas['Assignment'];
export type Content = Schemas['Content'];
export type Quality = Schemas['Quality'];
export type Figure = Schemas['Figure'];
export type ImportReport = Schemas['ImportReport'];
export type DatasetVersion = Schemas['DatasetVersion'];
export type Split = Schemas['Split'];
export type Model = Schemas['Model'];
export type ModelDetail = Schemas['ModelDetail'];
export type Evaluation = Schemas['Evaluation'];
export type Job = Schemas['Job'];
export type Chain = Schemas['Chain'];
export type ChainLink = Schemas['ChainLink'];
export type NewChain = Schemas['NewChain'];
export type Lineage = Schemas['Lineage'];
export type AuditEntry = Schemas['AuditEntry'];

/** A page of a list; `next` goes on, null is the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
