package org.maslin.server.tasks;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.core.Seed;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.samples.SampleReference;

/** The rules of tasks: which lease is next, in which order candidates are shown. */
final class TaskFlow {

    /** A task on its way into the database. */
    record Row(
            UUID id,
            String key,
            UUID sampleId,
            int overlap,
            @Nullable List<Integer> order,
            TaskMarks marks,
            @Nullable Integer least) {

        /** The same with an overlap that adapts, if there is one. */
        Row adapting(@Nullable AdaptiveOverlap adaptive) {
            return adaptive == null
                    ? this
                    : new Row(id, key, sampleId, adaptive.most(), order, marks, adaptive.least());
        }
    }

    private static final Seed SHOWING = new Seed(0).derive("candidate-order");

    private TaskFlow() {}

    /**
     * The order in which an annotator sees the candidates: pinned, or drawn from the names of task
     * and annotator alone, so that it is the same whenever they meet.
     */
    static int[] order(int candidates, int @Nullable [] pinned, String taskKey, String annotator) {
        if (pinned != null) {
            return pinned;
        }
        int[] order = IntStream.range(0, candidates).toArray();
        var random = SHOWING.derive(taskKey, annotator).generator();
        for (int i = candidates - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    /** The row of a new task, refused if its sample or its order is none. */
    static Row row(
            UUID id, int place, NewTask task, @Nullable SampleReference sample, int overlap) {
        if (sample == null) {
            throw new BadInputException(
                    "tasks[%d].sampleKey".formatted(place),
                    "\"" + task.sampleKey() + "\"",
                    "the key of a sample in this project",
                    "Import the sample first.");
        }
        if (task.order() != null) {
            checkOrder(place, task.order(), sample.candidates());
        }
        return new Row(
                id,
                task.keyOrSampleKey(),
                sample.id(),
                task.overlap() == null ? overlap : task.overlap(),
                task.order(),
                task.marks(),
                null);
    }

    private static void checkOrder(int place, List<Integer> order, int candidates) {
        List<Integer> every = IntStream.range(0, candidates).boxed().toList();
        if (!order.stream().sorted().toList().equals(every)) {
            throw new BadInputException(
                    "tasks[%d].order".formatted(place),
                    order.toString(),
                    "every number from 0 to %d once".formatted(candidates - 1),
                    "Leave it out to have it drawn for each annotator.");
        }
    }

    /** Refuses to give up what was answered already. */
    static void requireUnanswered(Work work) {
        if (work.state() == AssignmentState.SUBMITTED) {
            throw RefusedException.conflict(
                    "already-answered",
                    "The task " + work.calledKey() + " was answered.",
                    "Undo the answer first.");
        }
    }

    static RefusedException uniqueIdTaken(String uniqueId) {
        return RefusedException.conflict(
                "unique-id-taken",
                "Another task has the unique id " + uniqueId + ".",
                "Choose another one, or take it away from that task first.");
    }

    /** Refuses to cancel what was completed. */
    static void requireOpen(Task task) {
        if (task.state() == TaskState.COMPLETED) {
            throw completed(task);
        }
    }

    static RefusedException completed(Task task) {
        return RefusedException.conflict(
                "task-completed",
                "The task " + task.key() + " has all its answers.",
                "A completed task stays as it is.");
    }

    static RefusedException leaseLost(String taskKey) {
        return RefusedException.conflict(
                "lease-lost",
                "The lease of the task " + taskKey + " has ended.",
                "Lease it again, or ask for the next task.");
    }

    static RefusedException notGiven(String taskKey) {
        return RefusedException.conflict(
                "task-not-given",
                "The batch of the task " + taskKey + " is not in progress, or not for you.",
                "Ask for the next task.");
    }

    static RefusedException resting(String taskKey) {
        return RefusedException.conflict(
                "project-resting",
                "The project of the task " + taskKey + " offers no work now.",
                "Wait until a manager makes it active again.");
    }

    static RefusedException taken(String taskKey) {
        return RefusedException.conflict(
                "task-taken",
                "The task " + taskKey + " has all the annotators it needs.",
                "Ask for the next task.");
    }
}
