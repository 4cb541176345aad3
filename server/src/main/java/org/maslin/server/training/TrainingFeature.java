package org.maslin.server.training;

import org.maslin.server.client.GraderEndpoint;
import org.maslin.server.datasets.Datasets;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.records.Provenance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires training. */
@Configuration(proxyBeanMethods = false)
public class TrainingFeature {

    @Bean
    BaseModels baseModels(Models models, DataFolder folder, Ids ids) {
        return new BaseModels(models, folder, ids);
    }

    @Bean
    JobKind completionsJob(Models models, DataFolder folder, JsonMapper json) {
        return new CompletionsJob(models, folder, json);
    }

    @Bean
    JobKind rewardJob(
            Datasets datasets,
            Models models,
            JsonMapper json,
            Provenance provenance,
            Transactions transactions) {
        return new TrainingJob(
                new RewardTraining(), datasets, models, json, provenance, transactions);
    }

    @Bean
    JobKind policyJob(
            Datasets datasets,
            Models models,
            JsonMapper json,
            Provenance provenance,
            Transactions transactions) {
        return new TrainingJob(
                new PolicyTraining(), datasets, models, json, provenance, transactions);
    }

    @Bean
    JobKind grpoJob(
            Datasets datasets,
            Models models,
            JsonMapper json,
            Provenance provenance,
            Transactions transactions) {
        return new TrainingJob(
                new RewardedTraining(PolicyMethod.GRPO),
                datasets,
                models,
                json,
                provenance,
                transactions);
    }

    @Bean
    JobKind ppoJob(
            Datasets datasets,
            Models models,
            JsonMapper json,
            Provenance provenance,
            Transactions transactions) {
        return new TrainingJob(
                new RewardedTraining(PolicyMethod.PPO),
                datasets,
                models,
                json,
                provenance,
                transactions);
    }

    @Bean
    JobKind fineTuneJob(
            Models models,
            Blobs blobs,
            Provenance provenance,
            Transactions transactions,
            Settings settings) {
        return new FineTuneJob(
                models, blobs, provenance, transactions, GraderEndpoint.of(settings));
    }
}
