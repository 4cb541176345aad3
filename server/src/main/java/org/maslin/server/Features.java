package org.maslin.server;

import org.maslin.server.annotations.AnnotationsFeature;
import org.maslin.server.bulk.BulkFeature;
import org.maslin.server.consensus.ConsensusFeature;
import org.maslin.server.curation.CurationFeature;
import org.maslin.server.datasets.DatasetsFeature;
import org.maslin.server.diagnosis.DiagnosisFeature;
import org.maslin.server.evaluation.EvaluationFeature;
import org.maslin.server.exports.ExportsFeature;
import org.maslin.server.generation.GenerationFeature;
import org.maslin.server.gold.GoldFeature;
import org.maslin.server.identity.IdentityFeature;
import org.maslin.server.imports.ImportsFeature;
import org.maslin.server.jobs.JobsFeature;
import org.maslin.server.live.LiveFeature;
import org.maslin.server.loop.LoopFeature;
import org.maslin.server.models.ModelsFeature;
import org.maslin.server.openai.OpenAiFeature;
import org.maslin.server.operations.OperationsFeature;
import org.maslin.server.plumbing.PlumbingConfiguration;
import org.maslin.server.predictions.PredictionsFeature;
import org.maslin.server.projects.ProjectsFeature;
import org.maslin.server.qualifications.QualificationsFeature;
import org.maslin.server.records.RecordsFeature;
import org.maslin.server.reviews.ReviewsFeature;
import org.maslin.server.samples.SamplesFeature;
import org.maslin.server.scale.ScaleFeature;
import org.maslin.server.synthesis.SynthesisFeature;
import org.maslin.server.tasks.TasksFeature;
import org.maslin.server.threads.ThreadsFeature;
import org.maslin.server.training.TrainingFeature;
import org.maslin.server.webhooks.WebhooksFeature;
import org.maslin.server.workforce.WorkforceFeature;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The server's features, from the bottom of the ladder up. */
@Configuration(proxyBeanMethods = false)
@Import({
    PlumbingConfiguration.class,
    RecordsFeature.class,
    IdentityFeature.class,
    JobsFeature.class,
    ProjectsFeature.class,
    SamplesFeature.class,
    TasksFeature.class,
    PredictionsFeature.class,
    ThreadsFeature.class,
    AnnotationsFeature.class,
    ConsensusFeature.class,
    DiagnosisFeature.class,
    ReviewsFeature.class,
    GoldFeature.class,
    QualificationsFeature.class,
    WorkforceFeature.class,
    DatasetsFeature.class,
    ModelsFeature.class,
    SynthesisFeature.class,
    CurationFeature.class,
    TrainingFeature.class,
    GenerationFeature.class,
    EvaluationFeature.class,
    LoopFeature.class,
    WebhooksFeature.class,
    ImportsFeature.class,
    BulkFeature.class,
    ExportsFeature.class,
    LiveFeature.class,
    OperationsFeature.class,
    OpenAiFeature.class,
    ScaleFeature.class,
})
public class Features {}
