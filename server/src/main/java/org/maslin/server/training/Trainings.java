package org.maslin.server.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.maslin.server.client.GraderEndpoint;
import org.maslin.server.jobs.JobContext;
import org.maslin.train.Team;
import org.maslin.train.TrainingConfig.Algorithm;
import org.maslin.train.TrainingResult;

/** The training of a job: in its own process, or by several that share each step's batch. */
final class Trainings {

    private Trainings() {}

    static TrainingResult run(
            JobContext context,
            int workers,
            Algorithm algorithm,
            Map<String, Object> settings,
            Path start,
            Path data,
            Path out,
            GraderEndpoint graders)
            throws IOException {
        return workers == 1
                ? Trainers.run(
                        TrainingSettings.config(algorithm, settings),
                        Team.alone(),
                        start,
                        data,
                        out,
                        context.progress(),
                        graders.models())
                : new TeamTraining(context, workers, graders.options())
                        .run(
                                algorithm,
                                TrainingSettings.shared(settings, workers),
                                start,
                                data,
                                out);
    }
}
