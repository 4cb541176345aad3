import * as api from '../../api';
import { answer, asked, flat, unanswered, whole, type Question } from '../../editor/form';
import type { Tool } from '../../editor/tools/tool';
import { BrowserJournal, MemoryJournal, type Journal } from '../../editor/journal';
import { Outbox, type Refusal, type Saving } from '../../editor/outbox';
import { leanStep } from '../../editor/patch';
import { begunWith } from '../../editor/prediction';
import { isRegions } from '../../editor/regions/region';
import { Store } from '../../editor/store';
import { Stopwatch } from '../../editor/stopwatch';
import { Undo } from '../../editor/undo';
import { freshWork, type Work } from '../../editor/work';
import { courier } from './courier';
import { questionsOf } from './each';
import { toolFor } from './tools';

/** Where an annotator begins: with the draft, or with what a model predicted. */
function begun(lease: api.Assignment): Work {
  const start = lease.prediction ?? null;
  const work: Work = { guidelineVersion: lease.guidelineVersion, ...freshWork(lease.id, lease.taskId, lease.draft ?? begunWith(start?.answers ?? {})) };
  return start === null ? work : { ...work, prediction: start.id };
}

function journal(): Journal {
  return 'indexedDB' in globalThis ? new BrowserJournal() : new MemoryJournal();
}

/** How much of finished work is kept, so that undo finds it: a region or a thousand characters weigh one. */
const mostKept = 50_000;

function weightOf(lease: api.Assignment, work: Work | undefined): number {
  const { text, messages } = lease.content;
  const written = (text?.length ?? 0) + (messages ?? []).reduce((sum, one) => sum + one.content.length, 0);
  const drawn = Object.values(work?.answers ?? {}).reduce<number>((sum, one) => sum + (isRegions(one) ? one.regions.length : 0), 0);
  return 1 + written / 1000 + drawn;
}

const releasedKey = 'maslin-released';

/** Remembers for this tab what was given back last, and tells what was before. */
function keepReleased(id: string | null): string | null {
  try {
    const before = sessionStorage.getItem(releasedKey);
    if (id === null) sessionStorage.removeItem(releasedKey);
    else sessionStorage.setItem(releasedKey, id);
    return before;
  } catch {
    return null;
  }
}

/**
 * One sitting at one project: the task at hand, the next one fetched ahead, and the way of every answer to the server.
 * A submit shows the next task at once; the answer travels behind it.
 */
export class LabelSession {
  current = $state.raw<api.Assignment | null>(null);
  /** Nothing is left to do here. */
  finished = $state(false);
  problem = $state.raw<api.Problem | null>(null);
  submitted = $state(0);
  /** Whether it is this tab that works, and not another one on the same project. */
  writes = true;
  /** What was expected of the last answer, if it was training. */
  told = $state.raw<api.Feedback | null>(null);
  readonly stopwatch = new Stopwatch(() => performance.now());
  readonly #project: string;
  readonly #test: string | null;
  readonly #store = new Store<Work>();
  readonly #undo = new Undo(this.#store, leanStep);
  readonly #outbox: Outbox;
  readonly #known = new Map<string, api.Assignment>();
  /** What tasks began with, on which nothing was done when they came. */
  readonly #begun = new Map<string, Work['answers']>();
  #spares = $state.raw<readonly api.Assignment[]>([]);
  /** My answers before this sitting, and all that there is for me. */
  #progress = $state.raw<{ before: number; all: number } | null>(null);
  #turn = $state(0);
  #inHand = $state<string | null>(null);
  #drafts = new Map<string, Work>();
  #fetching = false;
  #wanted = false;

  /** @param test the test to take, instead of the project's work */
  constructor(project: string, user: string, test: string | null = null) {
    this.#project = project;
    this.#test = test;
    this.#outbox = new Outbox({
      owner: `${user}/${project}`,
      store: this.#store,
      journal: journal(),
      courier: courier(),
      clock: () => Date.now(),
      later: (run, millis) => {
        const timer = setTimeout(run, millis);
        return () => clearTimeout(timer);
      },
    });
    this.#store.listen(() => this.#turn++);
    this.#outbox.listen(() => this.#turn++);
  }

  async start(): Promise<void> {
    this.#drafts = new Map((await this.#outbox.resume()).map((work) => [work.id, work]));
    await this.#outbox.settled();
    // What was given back a moment ago may still be on its way there: not that it arrives after it was taken again.
    const released = keepReleased(null);
    if (released !== null) await api.release(released).catch(() => {});
    await this.fetch();
  }

  /** Makes sure that there is a task at hand, and one ahead. */
  async fetch(): Promise<void> {
    this.#wanted = true;
    if (this.#fetching) return;
    this.#fetching = true;
    while (this.#wanted) {
      this.#wanted = false;
      await this.#fetchOnce();
    }
    this.#fetching = false;
  }

  async #fetchOnce(): Promise<void> {
    try {
      await this.#outbox.settled();
      if (this.current === null) {
        const lease = await this.#lease(1);
        if (this.current === null) this.#show(lease);
        this.finished = lease === null;
      }
      if (this.current !== null && this.#spares.length === 0) {
        const spare = await this.#lease(2);
        if (spare !== null && spare.id !== this.current?.id) this.#spares = [...this.#spares, spare];
        if (this.current === null) this.#next();
      }
      this.problem = null;
    } catch (error) {
      if (!(error instanceof api.Problem)) throw error;
      this.problem = error;
    }
  }

  work(): Work | null {
    void this.#turn;
    return this.current === null ? null : (this.#store.get(this.current.id) ?? null);
  }

  /** The task after this one, if it is there. */
  next(): api.Assignment | null {
    return this.#spares[0] ?? null;
  }

  questions(): readonly Question[] {
    return this.current === null ? [] : questionsOf(this.current.questions, this.current.content);
  }

  /** The tool of a question that is answered by one of some options; null for the other kinds. */
  readonly toolOf = (question: Question): Tool | null => toolFor(question, this.current?.content.candidates?.length ?? 0);

  /** The question that the keys answer: the one in hand, else the first that needs an answer, else the first with keys. */
  active(): Question | null {
    const work = this.work();
    if (work === null) return null;
    const here = asked(this.questions(), work.answers);
    const needed = unanswered(this.questions(), work.answers);
    return here.find((one) => one.name === this.#inHand) ?? needed ?? here.find((one) => this.toolOf(one) !== null || one.kind === 'multi-choice') ?? null;
  }

  takeInHand(name: string | null): void {
    this.#inHand = name;
  }

  /** Ticks the class with this place in a list of several, or takes its tick away. */
  toggle(question: Question, place: number): void {
    const name = flat(question.classes ?? [])[place]?.name;
    const ticked = this.work()?.answers[question.name];
    const before = Array.isArray(ticked) ? (ticked as string[]) : [];
    if (name !== undefined) this.set(question.name, before.includes(name) ? before.filter((one) => one !== name) : [...before, name]);
  }

  /** The first question without the answer that it needs. */
  missing(): Question | null {
    const work = this.work();
    return work === null ? null : unanswered(this.questions(), work.answers);
  }

  saving(): Saving {
    void this.#turn;
    return this.#outbox.saving();
  }

  refusals(): readonly Refusal[] {
    void this.#turn;
    return this.#outbox.refusals();
  }

  keyOf(work: Work): string {
    return this.#known.get(work.id)?.taskKey ?? work.task;
  }

  progress(): { mine: number; all: number } | null {
    return this.#progress && { mine: this.#progress.before + this.submitted, all: this.#progress.all };
  }

  ready(): boolean {
    return this.#spares.length > 0;
  }

  complete(): boolean {
    return this.work()?.state === 'open' && this.missing() === null;
  }

  pick(tool: Tool, value: string): void {
    const work = this.work();
    if (work !== null) this.set(tool.question.name, tool.pick(work, value).answers[tool.question.name]);
  }

  /** Answers a question; undefined takes the answer back. */
  set(name: string, value: unknown): void {
    const work = this.work();
    if (work !== null) this.#store.put(this.#timed(answer(this.questions(), work, name, value)), 'user');
  }

  submit(): void {
    const work = this.work();
    if (work === null || !this.complete()) return;
    this.#inHand = null;
    this.#store.put(this.#timed({ ...whole(this.questions(), work), state: 'submitted' }), 'user');
    this.submitted++;
    this.told = null;
    if (this.current?.purpose === 'training') void this.#ask(work.id);
    this.#next();
  }

  /** Asks what was expected, once the answer is there. */
  async #ask(assignment: string): Promise<void> {
    await this.#outbox.settled();
    this.told = await api.feedback(assignment).catch(() => null);
  }

  skip(reason: string): void {
    const work = this.work();
    if (work === null) return;
    this.#store.put(this.#timed({ ...work, state: 'skipped', reason }), 'user');
    this.#next();
  }

  canUndo(): boolean {
    void this.#turn;
    return this.#undo.canUndo();
  }

  canRedo(): boolean {
    void this.#turn;
    return this.#undo.canRedo();
  }

  /** Takes the last step back, also across a submit: the answer is withdrawn and its task is at hand again. */
  undo(): void {
    const before = this.#undo.undo()[0];
    if (before === undefined) return;
    if (before.id !== this.current?.id) {
      this.submitted = Math.max(0, this.submitted - 1);
      if (this.current !== null) this.#spares = [this.current, ...this.#spares];
      this.#show(this.#known.get(before.id) ?? null);
    }
  }

  redo(): void {
    const after = this.#undo.redo()[0];
    if (after === undefined || after.state === 'open') return;
    this.submitted++;
    this.#next();
  }

  sendAnyway(refusal: Refusal): void {
    void this.#outbox.again(refusal);
  }

  letGo(refusal: Refusal): void {
    this.#undo.forget(refusal.entry.work.id);
    void this.#outbox.drop(refusal);
  }

  wake(): void {
    this.#outbox.wake();
    void this.fetch();
  }

  async beat(): Promise<void> {
    const leases = [this.current, ...this.#spares].filter((one) => one !== null);
    await Promise.allSettled(leases.map((one) => api.heartbeat(one.id)));
  }

  /** Whether nothing was done on the task at hand, so that it goes back when this person leaves. */
  isUntouched(): boolean {
    const [here, work] = [this.current, this.work()];
    return here !== null && this.#test === null && here.draft == null && work?.state === 'open' && work.answers === this.#begun.get(here.id);
  }

  /** Gives the task ahead back, and the one at hand where nothing was done on it; with a draft it stays leased. */
  leave(): void {
    const untouched = this.writes && this.isUntouched() ? this.current : null;
    for (const one of [...this.#spares, ...(untouched === null ? [] : [untouched])]) void api.release(one.id).catch(() => {});
    if (untouched !== null) keepReleased(untouched.id);
    this.#spares = [];
    this.#begun.clear();
    this.#outbox.stop();
  }

  /** Of a test there is one task at a time. */
  async #claim(ahead: number): Promise<unknown> {
    if (this.#test === null) return api.nextAssignment(this.#project, ahead);
    return ahead === 1 ? api.nextTestTask(this.#test) : undefined;
  }

  async #lease(ahead: number): Promise<api.Assignment | null> {
    const lease = (await this.#claim(ahead)) as api.Assignment | undefined;
    if (lease === undefined) return null;
    const { mine, open } = lease.progress ?? { mine: 0, open: 0 };
    this.#progress = { before: this.#progress?.before ?? mine, all: mine + open };
    this.#known.set(lease.id, lease);
    this.#forgetOld();
    const [here, draft] = [this.#store.get(lease.id), this.#drafts.get(lease.id)];
    if (here === undefined) this.#take(lease, draft);
    else if (here.state !== 'open') this.#store.put({ ...here, state: 'open' }, 'remote');
    return lease;
  }

  /** Lets the oldest finished work go once there is too much of it; until then undo goes back to the first. */
  #forgetOld(): void {
    if (this.#outbox.saving().kind !== 'saved') return;
    const all = [...this.#known.values()].map((lease) => ({ lease, work: this.#store.get(lease.id) }));
    let weight = all.reduce((sum, { lease, work }) => sum + weightOf(lease, work), 0);
    for (const { lease, work } of all) {
      if (weight <= mostKept) return;
      if (work?.state === 'open' || lease.id === this.current?.id) continue;
      weight -= weightOf(lease, work);
      this.#known.delete(lease.id);
      this.#undo.forget(lease.id);
      this.#store.remove(lease.id, 'remote');
    }
  }

  #take(lease: api.Assignment, draft: Work | undefined): void {
    const fresh = begun(lease);
    const work = draft ?? this.#outbox.replay(fresh);
    if (work === fresh) this.#begun.set(lease.id, fresh.answers);
    this.#store.put(work, draft ? 'journal' : 'remote');
  }

  #next(): void {
    this.#show(this.#spares[0] ?? null);
    this.#spares = this.#spares.slice(1);
    void this.fetch();
  }

  #show(assignment: api.Assignment | null): void {
    this.current = assignment;
    if (assignment === null) return;
    this.finished = false;
    this.stopwatch.start(this.#store.get(assignment.id)?.secondsActive);
  }

  #timed(work: Work): Work {
    return { ...work, secondsActive: this.stopwatch.seconds() };
  }
}
