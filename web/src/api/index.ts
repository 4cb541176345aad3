import { address, bodyOf, client } from './client';
import type { Abilities, AdaptiveOverlap, AnnotatorKind, BatchChange, GiveVerdict, GoldRule, ImportReport, KnownTaskChange, NewBatch, NewBulkChange, NewChain, NewExport, NewKnownTask, NewProject, NewQualification, NewThread, NewWebhook, ProjectChange, QualificationChange, Question, Role, Split, TaskState, ThreadState, TileSet, WebhookChange, WorkRule } from './types';

export { onSignedOut, useCsrfToken, home } from './client';
export { Problem } from './problem';
export type * from './types';

/** A place in a list and how much of it. */
export interface Turn {
  after?: string | undefined;
  limit?: number | undefined;
}

const at = <P extends object>(path: P) => ({ params: { path } });
const asked = <P extends object, Q extends object>(path: P, query: Q) => ({ params: { path, query } });
const fresh = () => ({ 'Idempotency-Key': crypto.randomUUID() });

// identity
export const session = () => bodyOf(client.GET('/session'));
export const signIn = (email: string, password: string) => bodyOf(client.POST('/session', { body: { email, password } }));
export const signOut = () => bodyOf(client.DELETE('/session'));
export const welcome = (token: string, name: string, password: string) => bodyOf(client.POST('/welcome', { body: { token, name, password } }));
export const users = (turn: Turn = {}) => bodyOf(client.GET('/users', { params: { query: turn } }));
export const invite = (name: string, email: string, role: Role, kind: AnnotatorKind = 'person') =>
  bodyOf(client.POST('/users', { body: { name, role, kind, ...(email === '' ? {} : { email }) } }));
export const changeUser = (userId: string, body: { role?: Role; disabled?: boolean }) => bodyOf(client.PATCH('/users/{userId}', { ...at({ userId }), body }));
export const groups = () => bodyOf(client.GET('/groups'));
export const abilities = (userId: string) => bodyOf(client.GET('/users/{userId}/abilities', at({ userId })));
export const setAbilities = (userId: string, body: Abilities) => bodyOf(client.PUT('/users/{userId}/abilities', { ...at({ userId }), body }));
export const keys = () => bodyOf(client.GET('/keys'));
export const createKey = (name: string, userId?: string) => bodyOf(client.POST('/keys', { body: userId ? { name, userId } : { name } }));
export const revokeKey = (keyId: string) => bodyOf(client.DELETE('/keys/{keyId}', at({ keyId })));

// projects and samples
export const projects = (turn: Turn & { shelf?: 'current' | 'archived' | 'deleted' } = {}) => bodyOf(client.GET('/projects', { params: { query: turn } }));
export const setProjectState = (projectId: string, state: 'active' | 'paused' | 'archived') => bodyOf(client.PUT('/projects/{projectId}/state', { ...at({ projectId }), body: { state } }));
export const deleteProject = (projectId: string) => bodyOf(client.DELETE('/projects/{projectId}', at({ projectId })));
export const copyProject = (projectId: string, body: { name: string; samples: boolean; tasks: boolean }) => bodyOf(client.POST('/projects/{projectId}/copy', { params: { path: { projectId }, header: fresh() }, body }));
export const project = (projectId: string) => bodyOf(client.GET('/projects/{projectId}', at({ projectId })));
export const createProject = (body: NewProject) => bodyOf(client.POST('/projects', { params: { header: fresh() }, body }));
export const addOntology = (projectId: string, questions: Question[]) =>
  bodyOf(client.POST('/projects/{projectId}/ontologies', { ...at({ projectId }), body: { questions } }));
export const addGuideline = (projectId: string, text: string) => bodyOf(client.POST('/projects/{projectId}/guidelines', { ...at({ projectId }), body: { text } }));
export const importSamples = (projectId: string, file: Blob, onReject: 'keep' | 'rollback', tasks: boolean) =>
  bodyOf(
    client.POST('/projects/{projectId}/samples', {
      ...asked({ projectId }, { onReject, tasks }),
      body: file as unknown as string,
      bodySerializer: (body) => body,
      headers: { 'Content-Type': 'application/x-ndjson' },
    }),
  );

// changes of many
export const createBulkChange = (projectId: string, body: NewBulkChange) => bodyOf(client.POST('/projects/{projectId}/bulk-changes', { ...at({ projectId }), body }));
export const bulkChange = (bulkId: string) => bodyOf(client.GET('/bulk-changes/{bulkId}', at({ bulkId })));
export const bulkRefusals = (bulkId: string) => bodyOf(client.GET('/bulk-changes/{bulkId}/refused', asked({ bulkId }, { limit: 200 })));

// guidelines and questions
export const guideline = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/guideline', at({ projectId })));
export const readGuideline = (projectId: string, version: number) => bodyOf(client.POST('/projects/{projectId}/guideline/read', { ...at({ projectId }), body: { version } }));
export const guidelineReaders = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/guideline/readers', at({ projectId })));
export const guidelineVersions = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/guidelines', at({ projectId })));
export const threads = (projectId: string, query: Turn & { state?: ThreadState | undefined; task?: string | undefined; mine?: boolean } = {}) =>
  bodyOf(client.GET('/projects/{projectId}/threads', asked({ projectId }, query)));
export const threadCounts = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/threads/counts', at({ projectId })));
export const thread = (threadId: string) => bodyOf(client.GET('/threads/{threadId}', at({ threadId })));
export const ask = (projectId: string, body: NewThread) => bodyOf(client.POST('/projects/{projectId}/threads', { ...at({ projectId }), body }));
export const sayInThread = (threadId: string, text: string) => bodyOf(client.POST('/threads/{threadId}/messages', { ...at({ threadId }), body: { text } }));
export const changeThread = (threadId: string, state: ThreadState) => bodyOf(client.PATCH('/threads/{threadId}', { ...at({ threadId }), body: { state } }));
export const readThread = (threadId: string) => bodyOf(client.POST('/threads/{threadId}/read', at({ threadId })));

/** How an import goes about its file. */
export interface ImportOptions {
  onReject?: 'keep' | 'rollback';
  dryRun?: boolean;
  tasks?: boolean;
  rows?: boolean;
  files?: boolean;
}
export const createImport = (projectId: string, name: string, file: Blob, options: ImportOptions) =>
  bodyOf(
    client.POST('/projects/{projectId}/imports', {
      ...asked({ projectId }, { name, ...options }),
      body: file as unknown as string,
      bodySerializer: (body) => body,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );
export const importOf = (importId: string) => bodyOf(client.GET('/imports/{importId}', at({ importId })));
export const rejectedFile = (importId: string) => address(`imports/${importId}/rejected`);
export const rejectedRecords = async (importId: string) =>
  (await (await fetch(rejectedFile(importId), { credentials: 'same-origin' })).text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ImportReport['rejected'][number]);
export const sampleFile = (sampleId: string, blob: string) => address(`samples/${sampleId}/files/${blob}`);
export const assignmentFile = (assignmentId: string, blob: string) => address(`assignments/${assignmentId}/files/${blob}`);

/** How far the tiles of a page of the image at this address are. */
export async function tiles(source: string, page: number): Promise<TileSet> {
  const answer = await fetch(`${source}/tiles/${page}`, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`The tiles answer ${answer.status}.`);
  return (await answer.json()) as TileSet;
}

export const templates = () => bodyOf(client.GET('/templates'));
export const changeProject = (projectId: string, body: ProjectChange) => bodyOf(client.PATCH('/projects/{projectId}', { ...at({ projectId }), body }));
export const workforce = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/workforce', at({ projectId })));
export const diagnosis = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/diagnosis', at({ projectId })));
export const myWorkforce = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/workforce/mine', at({ projectId })));
export const exports = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/exports', at({ projectId })));
export const startExport = (projectId: string, body: NewExport) => bodyOf(client.POST('/projects/{projectId}/exports', { ...at({ projectId }), body }));
export const exportFile = (exportId: string) => address(`exports/${exportId}/file`);

// reviews
export const reviewCounts = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/reviews', at({ projectId })));
export const nextReview = (projectId: string) => bodyOf(client.POST('/projects/{projectId}/reviews', at({ projectId })));
export const releaseReview = (reviewId: string) => bodyOf(client.DELETE('/reviews/{reviewId}', { ...at({ reviewId }), keepalive: true }));
export const keepReview = (reviewId: string) => bodyOf(client.POST('/reviews/{reviewId}/heartbeat', at({ reviewId })));
export const giveVerdict = (reviewId: string, body: GiveVerdict) => bodyOf(client.POST('/reviews/{reviewId}/verdict', { ...at({ reviewId }), body }));
export const reviewsOfMyAssignment = (assignmentId: string) => bodyOf(client.GET('/assignments/{assignmentId}/reviews', at({ assignmentId })));

// webhooks
export const webhooks = () => bodyOf(client.GET('/webhooks'));
export const createWebhook = (body: NewWebhook) => bodyOf(client.POST('/webhooks', { body }));
export const changeWebhook = (webhookId: string, body: WebhookChange) => bodyOf(client.PATCH('/webhooks/{webhookId}', { ...at({ webhookId }), body }));
export const deleteWebhook = (webhookId: string) => bodyOf(client.DELETE('/webhooks/{webhookId}', at({ webhookId })));
export const deliveries = (webhookId: string) => bodyOf(client.GET('/webhooks/{webhookId}/deliveries', at({ webhookId })));
export const replayDelivery = (webhookId: string, deliveryId: string) => bodyOf(client.POST('/webhooks/{webhookId}/deliveries/{deliveryId}/replay', at({ webhookId, deliveryId })));

// tasks and annotations
export const tasks = (projectId: string, query: Turn & { state?: TaskState | undefined; sort?: 'key' | 'probability' | undefined; skip?: number | undefined; tag?: string | undefined; 'key[prefix]'?: string | undefined } = {}) =>
  bodyOf(client.GET('/projects/{projectId}/tasks', asked({ projectId }, query)));
export const task = (taskId: string) => bodyOf(client.GET('/tasks/{taskId}', at({ taskId })));
export const nextAssignment = (projectId: string, ahead: number) => bodyOf(client.POST('/projects/{projectId}/assignments', asked({ projectId }, { ahead })));
export const leaseTask = (taskId: string) => bodyOf(client.POST('/tasks/{taskId}/assignments', at({ taskId })));
export const assignment = (assignmentId: string) => bodyOf(client.GET('/assignments/{assignmentId}', at({ assignmentId })));
export const release = (assignmentId: string) => bodyOf(client.DELETE('/assignments/{assignmentId}', { ...at({ assignmentId }), keepalive: true }));
export const heartbeat = (assignmentId: string) => bodyOf(client.POST('/assignments/{assignmentId}/heartbeat', at({ assignmentId })));
export const skip = (assignmentId: string, reason: string) => bodyOf(client.POST('/assignments/{assignmentId}/skip', { ...at({ assignmentId }), body: { reason } }));
export const saveDraft = (assignmentId: string, answers: Record<string, unknown>, secondsActive: number) =>
  bodyOf(client.PUT('/assignments/{assignmentId}/draft', { ...at({ assignmentId }), body: { answers, secondsActive } }));
export const submit = (assignmentId: string, answers: Record<string, unknown>, secondsActive: number, shown: { prediction?: string | undefined; guidelineVersion?: number | undefined } = {}) =>
  bodyOf(client.POST('/assignments/{assignmentId}/annotation', { ...at({ assignmentId }), body: { answers, secondsActive, ...(shown.prediction === undefined ? {} : { prediction: shown.prediction }), ...(shown.guidelineVersion === undefined ? {} : { guidelineVersion: shown.guidelineVersion }) } }));
export const withdraw = (assignmentId: string) => bodyOf(client.DELETE('/assignments/{assignmentId}/annotation', at({ assignmentId })));
export const quality = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/quality', at({ projectId })));

// batches
export const batches = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/batches', asked({ projectId }, { limit: 200 })));
export const createBatch = (projectId: string, body: NewBatch) => bodyOf(client.POST('/projects/{projectId}/batches', { ...at({ projectId }), body }));
export const changeBatch = (batchId: string, body: BatchChange) => bodyOf(client.PATCH('/batches/{batchId}', { ...at({ batchId }), body }));
export const forgetBatchOverlap = (batchId: string) => bodyOf(client.DELETE('/batches/{batchId}/adaptive-overlap', at({ batchId })));
export const workRule = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/work-rule', at({ projectId })));
export const setWorkRule = (projectId: string, body: WorkRule) => bodyOf(client.PUT('/projects/{projectId}/work-rule', { ...at({ projectId }), body }));
export const adaptiveOverlap = async (projectId: string): Promise<AdaptiveOverlap | null> => (await bodyOf(client.GET('/projects/{projectId}/adaptive-overlap', at({ projectId })))) ?? null;
export const setAdaptiveOverlap = (projectId: string, body: AdaptiveOverlap) => bodyOf(client.PUT('/projects/{projectId}/adaptive-overlap', { ...at({ projectId }), body }));
export const forgetAdaptiveOverlap = (projectId: string) => bodyOf(client.DELETE('/projects/{projectId}/adaptive-overlap', at({ projectId })));
export const stepBatch = (batchId: string, step: 'start' | 'pause' | 'resume' | 'complete' | 'cancel') => bodyOf(client.POST(`/batches/{batchId}/${step}`, at({ batchId })));

// gold, training, qualifications
export const gold = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/gold', at({ projectId })));
export const myGold = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/gold/mine', at({ projectId })));
export const goldRule = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/gold/rule', at({ projectId })));
export const setGoldRule = (projectId: string, body: GoldRule) => bodyOf(client.PUT('/projects/{projectId}/gold/rule', { ...at({ projectId }), body }));
export const knownTasks = (projectId: string, purpose: 'gold' | 'training') => bodyOf(client.GET('/projects/{projectId}/known-tasks', asked({ projectId }, { purpose, limit: 500 })));
export const addKnownTask = (projectId: string, purpose: 'gold' | 'training', task: NewKnownTask) =>
  bodyOf(client.POST('/projects/{projectId}/known-tasks', { ...at({ projectId }), body: { purpose, tasks: [task] } }));
export const changeKnownTask = (knownTaskId: string, body: KnownTaskChange) => bodyOf(client.PATCH('/known-tasks/{knownTaskId}', { ...at({ knownTaskId }), body }));
export const makeGold = (taskId: string) => bodyOf(client.POST('/tasks/{taskId}/gold', { ...at({ taskId }), body: {} }));
export const stops = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/stops', at({ projectId })));
export const letGoOn = (projectId: string, userId: string) => bodyOf(client.DELETE('/projects/{projectId}/stops/{userId}', at({ projectId, userId })));
export const feedback = (assignmentId: string) => bodyOf(client.GET('/assignments/{assignmentId}/feedback', at({ assignmentId })));
export const qualifications = (projectId: string) => bodyOf(client.GET('/projects/{projectId}/qualifications', at({ projectId })));
export const createQualification = (projectId: string, body: NewQualification) => bodyOf(client.POST('/projects/{projectId}/qualifications', { ...at({ projectId }), body }));
export const changeQualification = (qualificationId: string, body: QualificationChange) => bodyOf(client.PATCH('/qualifications/{qualificationId}', { ...at({ qualificationId }), body }));
export const addTestTask = (qualificationId: string, task: NewKnownTask) => bodyOf(client.POST('/qualifications/{qualificationId}/tasks', { ...at({ qualificationId }), body: { tasks: [task] } }));
export const attempts = (qualificationId: string) => bodyOf(client.GET('/qualifications/{qualificationId}/attempts', at({ qualificationId })));
export const nextTestTask = (qualificationId: string) => bodyOf(client.POST('/qualifications/{qualificationId}/assignments', at({ qualificationId })));

// datasets, models, evaluations
export const publish = (projectId: string, name: string, minProbability: number) =>
  bodyOf(client.POST('/projects/{projectId}/versions', { ...at({ projectId }), body: { name, minProbability } }));
export const versions = (query: Turn & { project?: string | undefined } = {}) => bodyOf(client.GET('/versions', { params: { query } }));
export const version = (versionId: string) => bodyOf(client.GET('/versions/{versionId}', at({ versionId })));
export const versionRows = (versionId: string, query: Turn & { split?: Split | undefined } = {}) => bodyOf(client.GET('/versions/{versionId}/rows', asked({ versionId }, query)));
export const versionFile = (versionId: string, format: 'jsonl' | 'csv' | 'parquet' | 'manifest') => address(`versions/${versionId}/export?format=${format}`);
export const models = (turn: Turn = {}) => bodyOf(client.GET('/models', { params: { query: turn } }));
export const model = (modelId: string) => bodyOf(client.GET('/models/{modelId}', at({ modelId })));
export const evaluation = (evaluationId: string) => bodyOf(client.GET('/evaluations/{evaluationId}', at({ evaluationId })));
export const evaluationPrompts = (evaluationId: string, query: Turn & { outcome?: 'won' | 'lost' | 'tied' | 'open' | undefined; subset?: string | undefined }) => bodyOf(client.GET('/evaluations/{evaluationId}/prompts', asked({ evaluationId }, query)));
export const sequentialTest = (evaluationId: string, query: { margin: number; alpha: number; beta: number }) => bodyOf(client.GET('/evaluations/{evaluationId}/sequential-test', asked({ evaluationId }, query)));

// chains and jobs
export const chains = () => bodyOf(client.GET('/chains'));
export const chain = (chainId: string) => bodyOf(client.GET('/chains/{chainId}', at({ chainId })));
export const startChain = (body: NewChain) => bodyOf(client.POST('/chains', { params: { header: fresh() }, body }));
export const pauseChain = (chainId: string) => bodyOf(client.POST('/chains/{chainId}/pause', at({ chainId })));
export const resumeChain = (chainId: string) => bodyOf(client.POST('/chains/{chainId}/resume', at({ chainId })));
export const chainReport = (chainId: string) => address(`chains/${chainId}/report`);
export const job = (jobId: string) => bodyOf(client.GET('/jobs/{jobId}', at({ jobId })));
export const cancelJob = (jobId: string) => bodyOf(client.POST('/jobs/{jobId}/cancel', at({ jobId })));
export const resumeJob = (jobId: string) => bodyOf(client.POST('/jobs/{jobId}/resume', at({ jobId })));

// records
export const lineage = (nodeId: string, direction: 'up' | 'down', limit = 200) => bodyOf(client.GET('/lineage/{nodeId}', asked({ nodeId }, { direction, limit })));
export const auditEntries = (turn: Turn = {}) => bodyOf(client.GET('/audit/entries', { params: { query: turn } }));
export const verifyAudit = () => bodyOf(client.GET('/audit/verification'));
export const auditFile = () => address('audit/export');
