"""What goes over the wire, as dictionaries with known keys. Made from api/openapi.yaml by `generate`; do not edit."""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import NotRequired, TypeAlias, TypedDict

Id: TypeAlias = "str"


Time: TypeAlias = "str"


Split: TypeAlias = "Literal['train', 'held-out']"


Role: TypeAlias = "Literal['owner', 'admin', 'manager', 'reviewer', 'annotator', 'viewer']"


AnnotatorKind: TypeAlias = "Literal['person', 'simulated', 'replayed']"


class Problem(TypedDict):
    type: NotRequired[str]
    code: str
    title: str
    status: int
    detail: NotRequired[str]
    hint: NotRequired[str]
    requestId: NotRequired[str]
    errors: NotRequired[list[ProblemErrorsItem]]


class ProblemErrorsItem(TypedDict):
    place: str
    found: str
    expected: str
    hint: NotRequired[str]


class Figure(TypedDict):
    estimate: float
    low: NotRequired[float]
    high: NotRequired[float]
    n: int
    method: str


class Session(TypedDict):
    user: User | None
    organisation: NotRequired[SessionOrganisation]
    csrfToken: str | None
    expiresAt: NotRequired[Time]
    demo: NotRequired[bool]


class SessionOrganisation(TypedDict):
    id: Id
    name: str


class SignIn(TypedDict):
    email: str
    password: str


class Welcome(TypedDict):
    token: str
    name: str
    password: str


class User(TypedDict):
    id: Id
    name: str
    email: NotRequired[str | None]
    role: Role
    kind: AnnotatorKind
    disabled: bool


class UserPage(TypedDict):
    items: list[User]
    next: str | None


class NewUser(TypedDict):
    name: str
    email: NotRequired[str]
    role: Role
    kind: NotRequired[AnnotatorKind]


class InvitedUser(TypedDict):
    user: User
    link: NotRequired[str]
    mailed: bool


class UserChange(TypedDict):
    role: NotRequired[Role]
    disabled: NotRequired[bool]


class Key(TypedDict):
    id: Id
    name: str
    userId: Id
    role: Role
    kind: KeyKind
    prefix: NotRequired[str]
    createdAt: Time


class KeyList(TypedDict):
    items: list[Key]


class NewKey(TypedDict):
    name: str
    userId: NotRequired[str]
    kind: NotRequired[KeyKind]


KeyKind: TypeAlias = "Literal['native', 'live', 'test']"


class CreatedKey(TypedDict):
    key: Key
    secret: str


class Asking(TypedDict):
    """When a question is asked, and whether its answer may be left out."""

    required: NotRequired[bool]
    help: NotRequired[str]
    when: NotRequired[AskingWhen]
    preset: NotRequired[Any]
    each: NotRequired[Literal['message', 'step']]


class AskingWhen(TypedDict):
    """Asked only after one of these answers to an earlier question."""

    question: str
    labels: list[str]


class ChoiceClass(TypedDict):
    """A class, alone or as a node of a taxonomy."""

    name: str
    caption: NotRequired[str]
    colour: NotRequired[int]
    classes: NotRequired[list[ChoiceClass]]
    selectable: NotRequired[bool]


Question: TypeAlias = "ChoiceQuestion | MultiChoiceQuestion | RatingQuestion | NumberQuestion | TextQuestion | PairwiseQuestion | BestOfQuestion | RankingQuestion | RubricQuestion | RewriteQuestion | RegionsQuestion | DataQuestion"


class ChoiceQuestion(TypedDict):
    """Answered with the name of a class."""

    name: str
    kind: Literal['choice']
    caption: str
    asking: NotRequired[Asking]
    classes: list[ChoiceClass]


class MultiChoiceQuestion(TypedDict):
    """Answered with a list of names of classes."""

    name: str
    kind: Literal['multi-choice']
    caption: str
    asking: NotRequired[Asking]
    classes: list[ChoiceClass]
    least: NotRequired[int]
    most: NotRequired[int]


class RatingQuestion(TypedDict):
    """Answered with a whole number."""

    name: str
    kind: Literal['rating']
    caption: str
    asking: NotRequired[Asking]
    low: int
    high: int
    steps: NotRequired[list[str]]


class NumberQuestion(TypedDict):
    """Answered with a number."""

    name: str
    kind: Literal['number']
    caption: str
    asking: NotRequired[Asking]
    low: NotRequired[float]
    high: NotRequired[float]
    whole: NotRequired[bool]
    unit: NotRequired[str]


class TextQuestion(TypedDict):
    """Answered with a text."""

    name: str
    kind: Literal['text']
    caption: str
    asking: NotRequired[Asking]
    shortest: NotRequired[int]
    longest: NotRequired[int]


class PairwiseQuestion(TypedDict):
    """Answered with `first`, `second` or `tie`, as shown."""

    name: str
    kind: Literal['pairwise']
    caption: str
    asking: NotRequired[Asking]
    ties: NotRequired[bool]


class BestOfQuestion(TypedDict):
    """Answered with the number of a candidate as shown, from 0."""

    name: str
    kind: Literal['best-of']
    caption: str
    asking: NotRequired[Asking]


class RankingQuestion(TypedDict):
    """Answered with a list of groups of candidates as shown, the best first."""

    name: str
    kind: Literal['ranking']
    caption: str
    asking: NotRequired[Asking]
    ties: NotRequired[bool]


class RubricQuestion(TypedDict):
    """Answered with an object that has a whole number for every criterion."""

    name: str
    kind: Literal['rubric']
    caption: str
    asking: NotRequired[Asking]
    criteria: list[RubricQuestionCriteriaItem]


class RubricQuestionCriteriaItem(TypedDict):
    name: str
    caption: NotRequired[str]
    low: int
    high: int
    weight: NotRequired[float]


class RewriteQuestion(TypedDict):
    """Answered with the whole new text."""

    name: str
    kind: Literal['rewrite']
    caption: str
    asking: NotRequired[Asking]
    longest: NotRequired[int]


class RegionsQuestion(TypedDict):
    """Answered with an object of `regions` (id, label, one shape, holes of a polygon, attributes, origin, group) and `relations` (name, from, to); offsets in a text are code points."""

    name: str
    kind: Literal['regions']
    caption: str
    asking: NotRequired[Asking]
    shapes: list[Literal['box', 'polygon', 'line', 'point', 'ellipse', 'keypoints', 'mask', 'span', 'spans']]
    classes: list[ChoiceClass]
    attributes: NotRequired[list[Question]]
    relations: NotRequired[list[RegionsQuestionRelationsItem]]
    skeleton: NotRequired[RegionsQuestionSkeleton]
    least: NotRequired[int]


RegionsQuestionRelationsItem = TypedDict(
    "RegionsQuestionRelationsItem",
    {
        "name": "str",
        "caption": "NotRequired[str]",
        "from": "NotRequired[list[str]]",
        "to": "NotRequired[list[str]]",
        "chain": "NotRequired[bool]",
    },
)


class RegionsQuestionSkeleton(TypedDict):
    """The points of keypoints, and the bones between them as pairs of places."""

    points: list[str]
    edges: NotRequired[list[list[int]]]


class DataQuestion(TypedDict):
    """Answered with any JSON value."""

    name: str
    kind: Literal['data']
    caption: str
    asking: NotRequired[Asking]


class Ontology(TypedDict):
    version: NotRequired[int]
    questions: list[Question]


class Guideline(TypedDict):
    version: int
    text: str


class NewGuideline(TypedDict):
    text: str


class NewProject(TypedDict):
    name: str
    ontology: Ontology
    guideline: NotRequired[str]
    overlap: NotRequired[int]
    leaseSeconds: NotRequired[int]


class Project(TypedDict):
    id: Id
    name: str
    ontology: Ontology
    guideline: Guideline
    review: NotRequired[ReviewRule | None]
    price: NotRequired[Price | None]
    prefill: NotRequired[bool]
    overlap: int
    leaseSeconds: NotRequired[int]
    chainId: NotRequired[str | None]
    state: Literal['active', 'paused', 'archived', 'deleted', 'purged']
    counts: ProjectCounts
    createdAt: Time


class ProjectCounts(TypedDict):
    samples: int
    tasks: int
    completed: int
    answers: int
    answersNeeded: int
    mine: int
    open: int


ProjectState: TypeAlias = "Literal['active', 'paused', 'archived', 'deleted']"


class ProjectStanding(TypedDict):
    projectId: Id
    state: ProjectState
    changedAt: str | None
    deleteAfter: str | None


class ChangeState(TypedDict):
    state: Literal['active', 'paused', 'archived']


class CopyProject(TypedDict):
    name: str
    samples: NotRequired[bool]
    tasks: NotRequired[bool]


class ProjectPage(TypedDict):
    items: list[Project]
    next: str | None


class StoredFile(TypedDict):
    blob: str
    name: str
    type: str
    bytes: int
    width: NotRequired[int]
    height: NotRequired[int]
    orientation: NotRequired[int]
    pages: NotRequired[list[StoredFilePagesItem]]


class StoredFilePagesItem(TypedDict):
    width: int
    height: int


class TileSet(TypedDict):
    state: Literal['cutting', 'ready', 'failed']
    share: float
    why: NotRequired[str]
    width: int
    height: int
    side: int
    levels: int


class Cell(TypedDict):
    name: str
    type: Literal['text', 'integer', 'number', 'boolean', 'date', 'time', 'json']
    value: NotRequired[Any]


class ToolCall(TypedDict):
    id: NotRequired[str]
    name: str
    arguments: dict[str, Any]


class Message(TypedDict):
    role: Literal['system', 'user', 'assistant', 'tool']
    content: str
    images: NotRequired[list[StoredFile]]
    toolCalls: NotRequired[list[ToolCall]]
    toolCallId: NotRequired[str]


class Candidate(TypedDict):
    content: str
    model: NotRequired[str | None]


class Content(TypedDict):
    kind: Literal['text', 'conversation', 'image', 'row', 'file']
    text: NotRequired[str]
    messages: NotRequired[list[Message]]
    candidates: NotRequired[list[Candidate]]
    tools: NotRequired[list[dict[str, Any]]]
    image: NotRequired[StoredFile]
    row: NotRequired[list[Cell]]
    file: NotRequired[StoredFile]


class Sample(TypedDict):
    id: Id
    projectId: NotRequired[Id]
    key: str
    split: Split
    origin: Literal['human', 'synthetic', 'machine']
    content: NotRequired[Content]
    metadata: NotRequired[dict[str, Any]]
    createdAt: Time


class SamplePage(TypedDict):
    items: list[Sample]
    next: str | None


class ImportReport(TypedDict):
    read: int
    taken: int
    present: int
    rolledBack: bool
    rejected: list[ImportReportRejectedItem]


class ImportReportRejectedItem(TypedDict):
    place: str
    found: str
    expected: str
    hint: str


TaskState: TypeAlias = "Literal['open', 'completed', 'cancelled']"


class Group(TypedDict):
    name: str
    members: list[Annotator]


class GroupPage(TypedDict):
    items: list[Group]
    next: str | None


class Abilities(TypedDict):
    groups: list[str]
    skills: list[str]
    languages: list[str]


class WorkRule(TypedDict):
    """Whom work is for: members of one of the groups who have all the skills and qualifications and one of the languages. What is empty or absent is for everybody."""

    groups: NotRequired[list[str]]
    skills: NotRequired[list[str]]
    languages: NotRequired[list[str]]
    qualifications: NotRequired[list[str]]


BatchKind: TypeAlias = "Literal['production', 'calibration', 'self-label']"


BatchState: TypeAlias = "Literal['staging', 'in-progress', 'paused', 'completed', 'cancelled']"


class AdaptiveOverlap(TypedDict):
    """An overlap that ends as soon as the answers to the leading question are sure enough. Until then, progress counts the most answers as needed."""

    least: int
    most: int
    confidence: float


class NewBatch(TypedDict):
    name: str
    kind: NotRequired[BatchKind]
    state: NotRequired[Literal['staging', 'in-progress']]
    priority: NotRequired[int]
    metadata: NotRequired[dict[str, Any]]
    rule: NotRequired[WorkRule]
    adaptiveOverlap: NotRequired[AdaptiveOverlap]


class BatchChange(TypedDict):
    priority: NotRequired[int]
    metadata: NotRequired[dict[str, Any]]
    rule: NotRequired[WorkRule]
    adaptiveOverlap: NotRequired[AdaptiveOverlap]


class Batch(TypedDict):
    """Every project has one from its beginning, named `default`, which bears the project's id."""

    id: Id
    projectId: Id
    name: str
    kind: BatchKind
    state: BatchState
    priority: int
    metadata: dict[str, Any]
    adaptiveOverlap: NotRequired[AdaptiveOverlap]
    rule: WorkRule
    counts: BatchCounts
    createdAt: Time


class BatchCounts(TypedDict):
    tasks: int
    completed: int
    cancelled: int
    answers: int
    answersNeeded: int


class BatchPage(TypedDict):
    items: list[Batch]
    next: str | None


class TaskChange(TypedDict):
    """What is absent stays as it is."""

    priority: NotRequired[int]
    metadata: NotRequired[dict[str, Any]]
    tags: NotRequired[list[str]]
    uniqueId: NotRequired[str]


class NewTasks(TypedDict):
    batchId: NotRequired[str]
    tasks: list[NewTasksTasksItem]


class NewTasksTasksItem(TypedDict):
    sampleKey: str
    key: NotRequired[str]
    overlap: NotRequired[int]
    order: NotRequired[list[int]]
    priority: NotRequired[int]
    metadata: NotRequired[dict[str, Any]]
    tags: NotRequired[list[str]]
    uniqueId: NotRequired[str]
    gold: NotRequired[KnownAnswer]


class CreatedTasks(TypedDict):
    created: int
    present: int


class Task(TypedDict):
    id: Id
    projectId: NotRequired[Id]
    key: str
    sampleId: Id
    state: TaskState
    overlap: int
    answers: int
    batchId: NotRequired[Id]
    priority: NotRequired[int]
    metadata: NotRequired[dict[str, Any]]
    tags: NotRequired[list[str]]
    uniqueId: NotRequired[str]
    createdAt: NotRequired[Time]
    completedAt: NotRequired[Time]
    consensus: NotRequired[Consensus | None]


class TaskPage(TypedDict):
    items: list[Task]
    next: str | None


class TaskDetail(TypedDict):
    task: Task
    consensus: dict[str, Consensus]
    sample: Sample
    annotations: list[Annotation]


class Consensus(TypedDict):
    label: str
    probability: float
    answers: int
    method: str
    posterior: NotRequired[dict[str, float]]


class Lease(TypedDict):
    leaseUntil: Time


class Assignment(TypedDict):
    id: Id
    taskId: Id
    projectId: Id
    taskKey: str
    state: Literal['leased', 'submitted', 'skipped', 'released']
    leaseUntil: Time
    content: Content
    questions: list[Question]
    ontologyVersion: NotRequired[int]
    guidelineVersion: int
    draft: NotRequired[Answers | None]
    progress: NotRequired[AssignmentProgress]
    purpose: NotRequired[Literal['training', 'test']]
    prediction: NotRequired[Start | None]


class AssignmentProgress(TypedDict):
    mine: int
    open: int


class Start(TypedDict):
    id: Id
    model: str
    modelVersion: NotRequired[str]
    score: NotRequired[float]
    answers: Answers


class GuidelineExample(TypedDict):
    heading: str
    text: str


class GuidelineSection(TypedDict):
    id: str
    heading: str
    text: str
    examples: list[GuidelineExample]


class GuidelineView(TypedDict):
    version: int
    sections: list[GuidelineViewSectionsItem]
    removed: list[str]
    readVersion: int
    readAt: str | None


class GuidelineViewSectionsItem(TypedDict):
    id: str
    heading: str
    text: str
    examples: list[GuidelineExample]
    change: Literal['same', 'changed', 'new']
    before: NotRequired[GuidelineSection | None]


class ReadGuideline(TypedDict):
    version: int


class GuidelineVersion(TypedDict):
    version: int
    text: str
    sections: list[GuidelineSection]
    createdAt: Time


class GuidelineVersionList(TypedDict):
    items: list[GuidelineVersion]


class GuidelineReaderList(TypedDict):
    items: list[GuidelineReaderListItemsItem]


class GuidelineReaderListItemsItem(TypedDict):
    userId: Id
    name: str
    version: int
    readAt: Time


ThreadState: TypeAlias = "Literal['open', 'resolved']"


class NewThread(TypedDict):
    """A question about a task, a section of the guideline, or both."""

    text: str
    taskId: NotRequired[str]
    section: NotRequired[str]


class NewMessage(TypedDict):
    text: str


class ThreadChange(TypedDict):
    state: ThreadState


class QuestionThread(TypedDict):
    id: Id
    projectId: Id
    taskId: str | None
    taskKey: str | None
    section: str | None
    guidelineVersion: int
    question: str
    state: ThreadState
    answered: bool
    messages: int
    unread: int
    askedBy: Id
    askedByName: str
    createdAt: Time
    updatedAt: Time


class ThreadPage(TypedDict):
    items: list[QuestionThread]
    next: str | None


class ThreadMessage(TypedDict):
    n: int
    userId: Id
    name: str
    text: str
    createdAt: Time


class ThreadDetail(TypedDict):
    thread: QuestionThread
    messages: list[ThreadMessage]


class ThreadCounts(TypedDict):
    open: int
    unanswered: int
    unread: int


class NewBulkChange(TypedDict):
    of: Literal['tasks', 'samples']
    deed: Literal['update', 'cancel', 'delete']
    filter: NotRequired[dict[str, str]]
    everything: NotRequired[bool]
    task: NotRequired[NewBulkChangeTask]
    sample: NotRequired[NewBulkChangeSample]
    dryRun: NotRequired[bool]


class NewBulkChangeTask(TypedDict):
    priority: NotRequired[int]
    metadata: NotRequired[dict[str, Any]]
    tags: NotRequired[list[str]]


class NewBulkChangeSample(TypedDict):
    metadata: NotRequired[dict[str, Any]]
    subject: NotRequired[str]
    purpose: NotRequired[str]
    consent: NotRequired[str]
    licence: NotRequired[str]
    location: NotRequired[str]


class BulkChange(TypedDict):
    id: Id
    projectId: Id
    jobId: Id
    wanted: dict[str, Any]
    state: Literal['pending', 'done', 'stopped']
    read: int
    changed: int
    refused: int
    error: str | None
    createdAt: Time
    finishedAt: str | None


class BulkChangePage(TypedDict):
    items: list[BulkChange]
    next: str | None


class BulkRefusal(TypedDict):
    n: int
    key: str
    reason: str
    hint: str


class BulkRefusalPage(TypedDict):
    items: list[BulkRefusal]
    next: str | None


class NewPredictions(TypedDict):
    predictions: list[NewPredictionsPredictionsItem]


class NewPredictionsPredictionsItem(TypedDict):
    sampleKey: str
    model: str
    modelVersion: NotRequired[str]
    score: NotRequired[float]
    answers: dict[str, Any]


class CreatedPredictions(TypedDict):
    created: int
    present: int


class Prediction(TypedDict):
    id: Id
    projectId: Id
    sampleId: Id
    sampleKey: str
    model: str
    modelVersion: NotRequired[str | None]
    score: NotRequired[float | None]
    answers: dict[str, Any]
    ontologyVersion: int
    createdAt: Time


class PredictionPage(TypedDict):
    items: list[Prediction]
    next: str | None


Answers: TypeAlias = "dict[str, Any]"


class Draft(TypedDict):
    answers: Answers
    secondsActive: NotRequired[float]


class SavedDraft(TypedDict):
    savedAt: Time


class SubmitAnnotation(TypedDict):
    answers: Answers
    secondsActive: NotRequired[float]
    prediction: NotRequired[str]
    guidelineVersion: NotRequired[int]


class Annotation(TypedDict):
    id: Id
    taskId: Id
    taskKey: NotRequired[str]
    annotator: Annotator
    label: str | None
    answers: dict[str, Any]
    shown: NotRequired[list[int]]
    revision: int
    ontologyVersion: NotRequired[int]
    guidelineVersion: NotRequired[int]
    secondsActive: NotRequired[float | None]
    submittedAt: Time
    prediction: NotRequired[str | None]
    origins: NotRequired[dict[str, Any] | None]


class AnnotationPage(TypedDict):
    items: list[Annotation]
    next: str | None


class Annotator(TypedDict):
    id: Id
    name: str
    kind: AnnotatorKind


class ProjectTemplate(TypedDict):
    id: str
    title: str
    group: str
    samples: str
    about: str
    overlap: int
    questions: list[Question]
    guideline: str


class ReviewRule(TypedDict):
    levels: int
    rate: NotRequired[float]
    acceptAbove: NotRequired[float]


class Price(TypedDict):
    per: Literal['task', 'hour']
    amount: float
    currency: str


class ProjectChange(TypedDict):
    name: NotRequired[str]
    overlap: NotRequired[int]
    leaseSeconds: NotRequired[int]
    review: NotRequired[ReviewRule]
    price: NotRequired[Price]
    prefill: NotRequired[bool]


class OntologyEffect(TypedDict):
    read: int
    annotations: int
    tasks: int
    reasons: list[OntologyEffectReasonsItem]
    examples: list[str]


class OntologyEffectReasonsItem(TypedDict):
    place: str
    found: str
    expected: str
    annotations: int


class Requeued(TypedDict):
    annotations: int
    tasks: int


Verdict: TypeAlias = "Literal['accept', 'fix', 'reject']"


class ReviewComment(TypedDict):
    text: str
    question: NotRequired[str]
    region: NotRequired[str]


class GiveVerdict(TypedDict):
    verdict: Verdict
    answers: NotRequired[Answers]
    comments: NotRequired[list[ReviewComment]]


class Review(TypedDict):
    id: Id
    projectId: Id
    annotationId: Id
    taskId: Id
    taskKey: str
    revision: int
    level: int
    state: Literal['pending', 'leased', 'done', 'dropped']
    reviewerId: NotRequired[Id]
    leaseUntil: NotRequired[Time]
    verdict: NotRequired[Verdict]
    comments: list[ReviewComment]
    doneAt: NotRequired[Time]
    risk: NotRequired[float]


class ReviewTask(TypedDict):
    review: Review
    annotation: Annotation
    sampleId: Id
    content: Content
    questions: list[Question]
    earlier: list[Review]


class ReviewCounts(TypedDict):
    pending: int
    accepted: int
    fixed: int
    rejected: int
    acceptedShare: NotRequired[Figure | None]


class Cost(TypedDict):
    amount: float
    currency: str


class MeasuredCost(TypedDict):
    figure: Figure
    currency: str


Purpose: TypeAlias = "Literal['gold', 'training', 'test']"


Expected: TypeAlias = "dict[str, Any]"


Tolerance: TypeAlias = "dict[str, float]"


class KnownAnswer(TypedDict):
    expected: Expected
    explanation: NotRequired[str]
    tolerance: NotRequired[Tolerance]


class NewKnownTask(TypedDict):
    sampleKey: str
    key: NotRequired[str]
    batchId: NotRequired[str]
    expected: Expected
    explanation: NotRequired[str]
    tolerance: NotRequired[Tolerance]


class NewKnownTasks(TypedDict):
    purpose: NotRequired[Literal['gold', 'training']]
    tasks: list[NewKnownTask]


class KnownTaskChange(TypedDict):
    expected: NotRequired[Expected]
    explanation: NotRequired[str]
    tolerance: NotRequired[Tolerance]
    retired: NotRequired[bool]


class TaskAsGold(TypedDict):
    expected: NotRequired[Expected]
    explanation: NotRequired[str]
    tolerance: NotRequired[Tolerance]


class KnownTask(TypedDict):
    id: Id
    projectId: Id
    batchId: NotRequired[Id]
    purpose: Purpose
    qualificationId: NotRequired[Id]
    key: str
    sampleId: Id
    expected: Expected
    explanation: NotRequired[str]
    tolerance: Tolerance
    retired: bool
    withheld: bool
    createdAt: Time
    answers: NotRequired[int]
    accuracy: NotRequired[Figure]


class KnownTaskPage(TypedDict):
    items: list[KnownTask]
    next: str | None


class ScoredAnswer(TypedDict):
    id: Id
    taskId: Id
    taskKey: str
    annotator: Annotator
    answers: dict[str, Any]
    attempt: int
    score: float
    correct: bool
    scores: dict[str, float]
    submittedAt: Time


class ScoredAnswerPage(TypedDict):
    items: list[ScoredAnswer]
    next: str | None


class GoldRule(TypedDict):
    rate: NotRequired[float]
    firstTasks: NotRequired[int]
    firstGold: NotRequired[int]
    minimumAccuracy: NotRequired[float]
    minimumAnswers: NotRequired[int]
    below: NotRequired[Literal['flag', 'stop']]
    passAt: NotRequired[float]
    showOwn: NotRequired[bool]
    trainingFirst: NotRequired[bool]


class GoldReport(TypedDict):
    answers: int
    accuracy: NotRequired[Figure | None]
    annotators: list[GoldReportAnnotatorsItem]
    days: list[GoldReportDaysItem]


class GoldReportAnnotatorsItem(TypedDict):
    annotator: Annotator
    answers: int
    accuracy: NotRequired[Figure | None]
    below: bool
    stopped: bool


class GoldReportDaysItem(TypedDict):
    day: str
    accuracy: NotRequired[Figure | None]


class Stop(TypedDict):
    userId: Id
    name: str
    stoppedAt: Time
    reason: str


class StopPage(TypedDict):
    items: list[Stop]
    next: str | None


class Feedback(TypedDict):
    expected: Expected
    given: dict[str, Any]
    explanation: NotRequired[str]
    score: float
    correct: bool
    scores: dict[str, float]


class NewQualification(TypedDict):
    name: str
    passMark: NotRequired[float]
    attempts: NotRequired[int]
    validDays: NotRequired[int]


class QualificationChange(TypedDict):
    passMark: NotRequired[float]
    attempts: NotRequired[int]
    validDays: NotRequired[int]
    retired: NotRequired[bool]


class Qualification(TypedDict):
    id: Id
    projectId: Id
    name: str
    passMark: float
    attempts: int
    validDays: NotRequired[int]
    retired: bool
    tasks: int
    createdAt: Time
    mine: NotRequired[QualificationMine]


class QualificationMine(TypedDict):
    """How the one who asks stands with it."""

    used: int
    running: bool
    held: bool
    score: NotRequired[float]
    expiresAt: NotRequired[Time]


class QualificationPage(TypedDict):
    items: list[Qualification]
    next: str | None


class NewTestTasks(TypedDict):
    tasks: list[NewKnownTask]


class Attempt(TypedDict):
    qualificationId: Id
    annotator: Annotator
    attempt: int
    startedAt: Time
    finishedAt: NotRequired[Time]
    score: NotRequired[Figure]
    passed: NotRequired[bool]


class AttemptPage(TypedDict):
    items: list[Attempt]
    next: str | None


class GrantQualification(TypedDict):
    name: str
    score: NotRequired[float]
    expiresAt: NotRequired[Time]


class HeldQualification(TypedDict):
    name: str
    score: NotRequired[float]
    grantedAt: Time
    expiresAt: NotRequired[Time]


class HeldQualificationPage(TypedDict):
    items: list[HeldQualification]
    next: str | None


class Workforce(TypedDict):
    answers: int
    accepted: int
    secondsActive: float
    cost: NotRequired[Cost | None]
    costPerAccepted: NotRequired[MeasuredCost | None]
    goldAnswers: NotRequired[int]
    gold: NotRequired[Figure | None]
    annotators: list[Worker]
    days: list[WorkforceDaysItem]
    forecast: NotRequired[None | WorkforceForecast1]


class WorkforceDaysItem(TypedDict):
    day: str
    answers: int
    secondsActive: float


class WorkforceForecast1(TypedDict):
    finish: Time
    low: Time
    high: Time
    remaining: int
    days: int
    method: str


class Worker(TypedDict):
    annotator: Annotator
    answers: int
    secondsActive: float
    medianSeconds: NotRequired[Figure | None]
    skipped: int
    accepted: int
    fixed: int
    rejected: int
    agreement: NotRequired[Figure | None]
    cost: NotRequired[Cost | None]
    goldAnswers: NotRequired[int]
    gold: NotRequired[Figure | None]
    stopped: NotRequired[bool]
    flags: list[WorkerFlagsItem]


class WorkerFlagsItem(TypedDict):
    kind: Literal['too-fast', 'same-answer', 'far-from-consensus', 'below-gold']
    finding: str


class Skip(TypedDict):
    reason: str


class Quality(TypedDict):
    answers: int
    tasks: int
    decided: int
    simulated: bool
    method: NotRequired[str]
    agreement: NotRequired[Figure | None]
    gold: NotRequired[Figure | None]
    annotators: list[QualityAnnotatorsItem]
    series: list[QualitySeriesItem]


class QualityAnnotatorsItem(TypedDict):
    annotator: Annotator
    skill: Figure
    answers: int
    medianSeconds: NotRequired[Figure | None]
    gold: NotRequired[Figure | None]


class QualitySeriesItem(TypedDict):
    answers: int
    agreement: Figure
    at: Time


class Diagnosis(TypedDict):
    answers: int
    judged: int
    simulated: bool
    method: str
    agreement: list[Figure]
    remainingError: Figure
    forecast: DiagnosisForecast | None
    labels: list[str]
    mixing: list[MixedLabels]
    annotators: list[AnnotatorProfile]
    rings: list[list[Annotator]]
    ambiguous: list[AmbiguousTask]
    madeAt: Time


class DiagnosisForecast(TypedDict):
    now: float
    then: float
    gain: Figure


class MixedLabels(TypedDict):
    consensus: str
    said: str
    share: MixedLabelsShare


class MixedLabelsShare(TypedDict):
    estimate: float
    low: NotRequired[float]
    high: NotRequired[float]
    n: int
    method: str


class AnnotatorProfile(TypedDict):
    annotator: Annotator
    answers: int
    skill: Figure
    knowledge: AnnotatorProfileKnowledge
    spammerScore: float
    spammer: bool
    bias: dict[str, float]
    fall: AnnotatorProfileFall | None
    pace: Figure | None
    trend: Figure | None
    tooFast: int


class AnnotatorProfileKnowledge(TypedDict):
    estimate: float
    low: NotRequired[float]
    high: NotRequired[float]
    n: int
    method: str


class AnnotatorProfileFall(TypedDict):
    answer: int
    at: Time


class AmbiguousTask(TypedDict):
    taskId: Id
    taskKey: str
    label: str
    surprise: float
    answers: int
    shares: dict[str, float]


class PublishVersion(TypedDict):
    name: str
    minProbability: NotRequired[float]


class DatasetVersion(TypedDict):
    id: str
    name: str
    projectId: Id
    kind: NotRequired[Literal['labels', 'preferences']]
    rows: int
    splits: dict[str, int]
    bytes: NotRequired[int]
    simulated: NotRequired[bool]
    manifest: dict[str, Any]
    createdAt: Time


class DatasetVersionPage(TypedDict):
    items: list[DatasetVersion]
    next: str | None


class VersionRowPage(TypedDict):
    items: list[VersionRowPageItemsItem]
    next: str | None


class VersionRowPageItemsItem(TypedDict):
    key: str
    split: Split


class Model(TypedDict):
    id: str
    name: str
    kind: Literal['base', 'reward', 'policy']
    parentId: NotRequired[str | None]
    versionId: NotRequired[str | None]
    parameters: NotRequired[int]
    bytes: NotRequired[int]
    simulated: NotRequired[bool]
    createdAt: Time


class ModelPage(TypedDict):
    items: list[Model]
    next: str | None


class ModelDetail(TypedDict):
    model: Model
    card: str
    metrics: list[ModelDetailMetricsItem]


class ModelDetailMetricsItem(TypedDict):
    step: int
    loss: float


class GateCheck(TypedDict):
    name: str
    holds: bool
    figure: Figure
    rule: str


class Evaluation(TypedDict):
    id: Id
    modelId: str
    baseId: str
    projectId: NotRequired[str | None]
    state: Literal['running', 'done']
    simulated: bool
    prompts: NotRequired[int]
    figures: NotRequired[dict[str, Figure]]
    subsets: NotRequired[dict[str, dict[str, Figure]]]
    series: NotRequired[list[EvaluationSeriesItem]]
    outcomes: NotRequired[list[float]]
    gate: NotRequired[Gate | None]


class EvaluationSeriesItem(TypedDict):
    answers: int
    winRate: Figure


class JudgedPrompt(TypedDict):
    place: int
    key: str
    subset: NotRequired[str | None]
    prompt: str
    base: str
    model: str
    logRatio: float
    outcome: float | None
    verdicts: list[JudgedPromptVerdictsItem]


class JudgedPromptVerdictsItem(TypedDict):
    first: Literal['base', 'model']
    preferred: Literal['base', 'model', 'neither']
    simulated: bool


class JudgedPromptPage(TypedDict):
    items: list[JudgedPrompt]
    next: str | None


class SequentialTest(TypedDict):
    margin: float
    alpha: float
    beta: float
    decision: Literal['undecided', 'not_inferior', 'inferior']
    observed: int
    decidedAfter: int
    stillNeeded: int
    steps: list[SequentialTestStepsItem]


class SequentialTestStepsItem(TypedDict):
    prompts: int
    forPass: float
    forBlock: float


class Gate(TypedDict):
    verdict: Literal['pass', 'fail']
    checks: list[GateCheck]


JobState: TypeAlias = "Literal['queued', 'running', 'done', 'failed', 'cancelled']"


class Job(TypedDict):
    id: Id
    kind: str
    state: JobState
    done: NotRequired[int]
    total: NotRequired[int]
    what: NotRequired[str]
    attempts: NotRequired[int]
    error: NotRequired[str | None]
    createdAt: Time
    finishedAt: NotRequired[str | None]
    workers: NotRequired[int]


class JobPage(TypedDict):
    items: list[Job]
    next: str | None


ImportFormat: TypeAlias = "Literal['jsonl', 'csv', 'parquet', 'text', 'image', 'file', 'zip', 'tar', 'folder']"


class Import(TypedDict):
    id: Id
    projectId: Id
    jobId: Id
    wanted: ImportWanted
    state: Literal['pending', 'done', 'stopped']
    read: int
    taken: int
    present: int
    rejected: int
    rolledBack: bool
    error: str | None
    createdAt: Time
    finishedAt: str | None


class ImportWanted(TypedDict):
    name: str
    url: str | None
    format: ImportFormat
    onReject: Literal['keep', 'rollback']
    dryRun: bool
    tasks: bool
    rows: bool
    files: bool


class ImportPage(TypedDict):
    items: list[Import]
    next: str | None


class NewExport(TypedDict):
    format: Literal['jsonl', 'csv', 'parquet', 'preference', 'messages']
    state: NotRequired[TaskState | None]
    split: NotRequired[Split | None]
    minProbability: NotRequired[float | None]
    label: NotRequired[str | None]
    conversational: NotRequired[bool | None]


class Export(TypedDict):
    id: Id
    projectId: Id
    jobId: Id
    wanted: NewExport
    state: Literal['pending', 'ready', 'stopped', 'expired']
    rows: int | None
    skipped: int | None
    bytes: int | None
    sha256: str | None
    createdAt: Time
    expiresAt: str | None


class ExportPage(TypedDict):
    items: list[Export]
    next: str | None


class LiveCounts(TypedDict):
    projectId: Id
    samples: int
    tasks: int
    completed: int
    answers: int
    answersNeeded: int


WebhookEventName: TypeAlias = "Literal['annotation.submitted', 'annotation.withdrawn', 'task.completed', 'batch.completed', 'consensus.changed', 'thread.asked', 'thread.answered', 'thread.resolved', 'job.finished']"


WebhookState: TypeAlias = "Literal['active', 'paused']"


class NewWebhook(TypedDict):
    url: str
    events: list[WebhookEventName]
    projectId: NotRequired[str | None]


class WebhookChange(TypedDict):
    url: NotRequired[str]
    events: NotRequired[list[WebhookEventName]]
    state: NotRequired[WebhookState]


class Webhook(TypedDict):
    id: Id
    url: str
    events: list[WebhookEventName]
    projectId: str | None
    state: WebhookState
    reason: str | None
    waiting: int
    createdAt: Time


class WebhookList(TypedDict):
    items: list[Webhook]


class CreatedWebhook(TypedDict):
    webhook: Webhook
    secret: str


DeliveryState: TypeAlias = "Literal['pending', 'delivered', 'dead']"


class Delivery(TypedDict):
    id: Id
    event: str
    state: DeliveryState
    attempts: int
    replays: int
    status: int | None
    error: str | None
    nextAt: str | None
    createdAt: Time
    finishedAt: str | None


class DeliveryPage(TypedDict):
    items: list[Delivery]
    next: str | None


Replay = TypedDict(
    "Replay",
    {
        "from": "Time",
        "to": "Time",
        "state": "NotRequired[DeliveryState]",
    },
)


class Replayed(TypedDict):
    deliveries: int


class NewChain(TypedDict):
    name: str
    seed: NotRequired[int]
    rounds: NotRequired[int]
    prompts: NotRequired[int]
    heldOut: NotRequired[int]
    overlap: NotRequired[int]
    method: NotRequired[PolicyMethod]
    workers: NotRequired[int]


PolicyMethod: TypeAlias = "Literal['dpo', 'grpo', 'ppo']"


class ChainList(TypedDict):
    items: list[ChainSummary]


class ChainSummary(TypedDict):
    id: Id
    name: str
    state: ChainState
    seed: int
    createdAt: Time


ChainState: TypeAlias = "Literal['running', 'waiting', 'paused', 'done', 'failed']"


class Chain(TypedDict):
    id: Id
    name: str
    state: ChainState
    seed: int
    round: NotRequired[int]
    rounds: NotRequired[int]
    method: NotRequired[PolicyMethod]
    workers: NotRequired[int]
    simulated: bool
    error: NotRequired[str | None]
    createdAt: Time
    finishedAt: NotRequired[str | None]
    links: list[ChainLink]


class ChainLink(TypedDict):
    name: Literal['prompts', 'curation', 'base-model', 'completions', 'tasks', 'answers', 'consensus', 'dataset-version', 'reward-model', 'policy', 'evaluation', 'gate']
    state: Literal['waiting', 'running', 'done', 'failed']
    round: NotRequired[int]
    done: NotRequired[int]
    total: NotRequired[int]
    counts: dict[str, int]
    origins: NotRequired[ChainLinkOrigins]
    figures: NotRequired[dict[str, Figure]]
    series: NotRequired[list[ChainLinkSeriesItem]]
    references: ChainLinkReferences
    note: NotRequired[str]
    startedAt: NotRequired[str | None]
    finishedAt: NotRequired[str | None]


class ChainLinkOrigins(TypedDict):
    """Records by origin, for the river."""

    human: NotRequired[int]
    synthetic: NotRequired[int]
    machine: NotRequired[int]


class ChainLinkSeriesItem(TypedDict):
    x: float
    y: float
    low: NotRequired[float]
    high: NotRequired[float]


class ChainLinkReferences(TypedDict):
    """The way down to the records."""

    projectId: NotRequired[str]
    jobId: NotRequired[str]
    versionId: NotRequired[str]
    modelId: NotRequired[str]
    evaluationId: NotRequired[str]


class LineageNode(TypedDict):
    kind: str
    id: str
    caption: NotRequired[str]
    depth: NotRequired[int]


class Lineage(TypedDict):
    start: LineageNode
    direction: Literal['up', 'down']
    counts: dict[str, int]
    nodes: list[LineageNode]
    edges: list[LineageEdgesItem]
    truncated: bool


LineageEdgesItem = TypedDict(
    "LineageEdgesItem",
    {
        "from": "str",
        "to": "str",
        "activity": "str",
    },
)


class AuditEntry(TypedDict):
    sequence: NotRequired[int | None]
    id: Id
    at: Time
    actor: str
    action: str
    object: str
    details: NotRequired[dict[str, Any]]


class AuditEntryPage(TypedDict):
    items: list[AuditEntry]
    next: str | None


class AuditVerification(TypedDict):
    verified: bool
    entries: int
    pending: int
    root: str
    checkpoint: str
    publicKey: NotRequired[str]
    finding: NotRequired[str | None]
