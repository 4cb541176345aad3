package org.maslin.server.evaluation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.annotations.Answer;
import org.maslin.server.projects.NewProject;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.ProjectCounts;
import org.maslin.server.projects.Projects;
import org.maslin.server.projects.Question;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.NewTask;
import org.maslin.server.tasks.NewTasks;
import org.maslin.server.tasks.Tasks;

/** The project in which judges compare two models' answers without knowing whose they are. */
final class Judging {

    private static final int TASKS_AT_ONCE = 1000;

    private static final String GUIDELINE =
            """
            # Which answer is better?

            You see a question and two answers. Choose the better one:

            1. A right answer is better than a partly right one, and that is better than a wrong one.
            2. Of two equally right answers, the more polite one is better.
            3. Of two equally polite ones, the one with fewer needless sentences is better.

            Each pair comes twice, in both orders. Judge it as if you saw it for the first time.
            """;

    private final Projects projects;
    private final Samples samples;
    private final Tasks tasks;
    private final Annotations annotations;

    Judging(Projects projects, Samples samples, Tasks tasks, Annotations annotations) {
        this.projects = projects;
        this.samples = samples;
        this.tasks = tasks;
        this.annotations = annotations;
    }

    /** Opens the project with a task for each pair and order; opened twice, it is one project. */
    UUID open(
            Principal principal,
            Evaluation evaluation,
            String name,
            @Nullable UUID chain,
            List<AnswerPair> pairs) {
        var question = new Question("better", Question.Kind.PAIRWISE, "Which answer is better?", false, null);
        var wanted =
                new NewProject(name, new Ontology(null, List.of(question)), GUIDELINE, 1, null);
        UUID project =
                projects.create(principal, wanted, chain, "evaluation/" + evaluation.id()).id();
        List<AnswerPair> open = EvaluationFlow.toJudge(pairs);
        samples.importSamples(
                principal,
                project,
                open.stream()
                        .map(
                                pair ->
                                        EvaluationFlow.sample(
                                                pair, evaluation.baseId(), evaluation.modelId()))
                        .iterator());
        List<NewTask> all =
                open.stream().flatMap(pair -> EvaluationFlow.tasks(pair).stream()).toList();
        for (int start = 0; start < all.size(); start += TASKS_AT_ONCE) {
            int end = Math.min(all.size(), start + TASKS_AT_ONCE);
            tasks.create(principal, project, new NewTasks(all.subList(start, end)));
        }
        return project;
    }

    ProjectCounts counts(Principal principal, UUID project) {
        return projects.get(principal, project).counts();
    }

    /** What the judges said so far, in an order that does not depend on when they said it. */
    List<Answer> answers(Principal principal, UUID project) {
        return annotations.answers(principal, project);
    }
}
