package org.maslin.server.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.consensus.Quality;
import org.maslin.server.datasets.DatasetVersion;
import org.maslin.server.datasets.Datasets;
import org.maslin.server.datasets.PublishVersion;
import org.maslin.server.plumbing.SavedFiles;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.projects.NewProject;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.PairwiseQuestion;
import org.maslin.server.projects.Project;
import org.maslin.server.projects.ProjectCounts;
import org.maslin.server.projects.Projects;
import org.maslin.server.samples.Candidate;
import org.maslin.server.samples.Message;
import org.maslin.server.samples.NewSample;
import org.maslin.server.samples.Origin;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.NewTask;
import org.maslin.server.tasks.NewTasks;
import org.maslin.server.tasks.Tasks;
import tools.jackson.databind.json.JsonMapper;

/** The links that people are in: comparison tasks, their answers, consensus, dataset version. */
final class LabelLinks {

    private static final int TASKS_A_CALL = 1000;
    private static final String PROJECT = "projectId";
    private static final String GUIDELINE =
            """
            Two answers to one question of a guest of the mill. Choose the better one.

            1. A **right** answer is better than a wrong one.
            2. Of two equally right ones, the **polite** one is better.
            3. Of two equally polite ones, the one with **less beside the point** is better.
            """;

    private final Projects projects;
    private final Samples samples;
    private final Tasks tasks;
    private final Consensuses consensuses;
    private final Datasets datasets;
    private final DataFolder folder;
    private final JsonMapper json;

    LabelLinks(
            Projects projects,
            Samples samples,
            Tasks tasks,
            Consensuses consensuses,
            Datasets datasets,
            DataFolder folder,
            JsonMapper json) {
        this.projects = projects;
        this.samples = samples;
        this.tasks = tasks;
        this.consensuses = consensuses;
        this.datasets = datasets;
        this.folder = folder;
        this.json = json;
    }

    /** Makes a project of the pairs; returns its id. */
    String ask(ChainRun run, int round, String pairs, String model) {
        Map<String, String> references =
                run.link(
                        round,
                        LinkName.TASKS,
                        made -> {
                            List<CompletionPair> all =
                                    SavedFiles.read(
                                            json,
                                            folder.chains().resolve(pairs),
                                            CompletionPair.class);
                            UUID project = project(run, round).id();
                            samples.importSamples(
                                    run.principal(),
                                    project,
                                    all.stream().map(pair -> sample(pair, model)).iterator());
                            for (int start = 0; start < all.size(); start += TASKS_A_CALL) {
                                createTasks(
                                        run,
                                        project,
                                        all.subList(
                                                start, Math.min(all.size(), start + TASKS_A_CALL)));
                            }
                            made.count("tasks", all.size())
                                    .count("overlap", run.chain().overlap())
                                    .origin("machine", all.size())
                                    .reference(PROJECT, project);
                        });
        return references.getOrDefault(PROJECT, "");
    }

    void awaitAnswers(ChainRun run, int round, String project) {
        UUID id = UUID.fromString(project);
        run.link(
                round,
                LinkName.ANSWERS,
                made -> {
                    made.reference(PROJECT, id);
                    run.show(round, LinkName.ANSWERS, made);
                    run.awaitPeople(round, LinkName.ANSWERS, () -> standing(run, id));
                    ProjectCounts counts = counts(run, id);
                    consensuses.settle(run.principal(), id);
                    Quality quality = consensuses.quality(run.principal(), id);
                    if (quality.simulated()) {
                        run.markSimulated();
                    }
                    made.count("answers", counts.answers())
                            .count("tasks", counts.tasks())
                            .origin(quality.simulated() ? "synthetic" : "human", counts.answers());
                });
    }

    void settle(ChainRun run, int round, String project) {
        UUID id = UUID.fromString(project);
        run.link(
                round,
                LinkName.CONSENSUS,
                made -> {
                    consensuses.settle(run.principal(), id);
                    Quality quality = consensuses.quality(run.principal(), id);
                    var series = new ArrayList<ChainLink.Point>();
                    quality.series()
                            .forEach(
                                    point ->
                                            series.add(
                                                    ChainLink.Point.of(
                                                            point.answers(), point.agreement())));
                    made.count("answers", quality.answers())
                            .count("decided", quality.decided())
                            .count("annotators", quality.annotators().size())
                            .figure("agreement", quality.agreement())
                            .series(series)
                            .reference(PROJECT, id)
                            .note("Method: " + quality.method());
                });
    }

    /** Freezes the consensus; returns the version's id. */
    String publish(ChainRun run, int round, String project) {
        Map<String, String> references =
                run.link(
                        round,
                        LinkName.DATASET_VERSION,
                        made -> {
                            DatasetVersion version =
                                    datasets.publish(
                                            run.principal(),
                                            UUID.fromString(project),
                                            new PublishVersion(run.title("round " + round), null));
                            made.count("rows", version.rows());
                            version.splits().forEach(made::count);
                            made.origin(version.simulated() ? "synthetic" : "human", version.rows())
                                    .reference("versionId", version.id());
                        });
        return references.getOrDefault("versionId", "");
    }

    private ChainRun.Standing standing(ChainRun run, UUID project) {
        ProjectCounts counts = counts(run, project);
        return new ChainRun.Standing(
                counts.answers(),
                counts.answersNeeded(),
                counts.tasks() > 0 && counts.completed() == counts.tasks());
    }

    private ProjectCounts counts(ChainRun run, UUID project) {
        return projects.get(run.principal(), project).counts();
    }

    private Project project(ChainRun run, int round) {
        var question = new PairwiseQuestion("better", "Which answer is better?", false, null);
        return projects.create(
                run.principal(),
                new NewProject(
                        run.title("round " + round),
                        new Ontology(null, List.of(question)),
                        GUIDELINE,
                        run.chain().overlap(),
                        null),
                run.chain().id(),
                "chain-%s-%d".formatted(run.chain().id(), round));
    }

    private void createTasks(ChainRun run, UUID project, List<CompletionPair> pairs) {
        tasks.create(
                run.principal(),
                project,
                new NewTasks(
                        pairs.stream()
                                .map(pair -> new NewTask(pair.key(), null, null, null))
                                .toList()));
    }

    private static NewSample sample(CompletionPair pair, String model) {
        return new NewSample(
                pair.key(),
                null,
                List.of(new Message(Message.Speaker.USER, pair.prompt())),
                List.of(new Candidate(pair.first(), model), new Candidate(pair.second(), model)),
                Origin.MACHINE,
                Map.of("prompt", pair.key()),
                null,
                null,
                null,
                null,
                null);
    }
}
