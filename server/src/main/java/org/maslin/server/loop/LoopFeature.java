package org.maslin.server.loop;

import java.time.InstantSource;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.curation.Curations;
import org.maslin.server.datasets.Datasets;
import org.maslin.server.evaluation.Evaluations;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.AuditLog;
import org.maslin.server.records.Lineages;
import org.maslin.server.samples.Samples;
import org.maslin.server.synthesis.Prompts;
import org.maslin.server.tasks.Tasks;
import org.maslin.server.training.BaseModels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires the loop. */
@Configuration(proxyBeanMethods = false)
public class LoopFeature {

    @Bean
    ChainStore chainStore(JdbcClient jdbc, JsonMapper json) {
        return new ChainStore(jdbc, json);
    }

    @Bean
    Chains chains(
            Transactions transactions,
            ChainStore store,
            Jobs jobs,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        return new Chains(transactions, store, jobs, audit, ids, clock);
    }

    @Bean
    PromptLinks promptLinks(
            Prompts prompts, Curations curations, DataFolder folder, JsonMapper json) {
        return new PromptLinks(prompts, curations, folder, json);
    }

    @Bean
    LabelLinks labelLinks(
            Projects projects,
            Samples samples,
            Tasks tasks,
            Consensuses consensuses,
            Datasets datasets,
            DataFolder folder,
            JsonMapper json) {
        return new LabelLinks(projects, samples, tasks, consensuses, datasets, folder, json);
    }

    @Bean
    ModelLinks modelLinks(
            BaseModels baseModels,
            Models models,
            Evaluations evaluations,
            Projects projects,
            PromptLinks prompts,
            DataFolder folder,
            Ids ids,
            JsonMapper json) {
        return new ModelLinks(
                baseModels, models, evaluations, projects, prompts, folder, ids, json);
    }

    @Bean
    JobKind chainJob(
            Transactions transactions,
            ChainStore store,
            Jobs jobs,
            InstantSource clock,
            PromptLinks prompts,
            LabelLinks labels,
            ModelLinks models) {
        return new ChainJob(transactions, store, jobs, clock, prompts, labels, models);
    }

    @Bean
    ChainReports chainReports(
            Chains chains,
            Consensuses consensuses,
            Datasets datasets,
            Models models,
            Evaluations evaluations,
            Lineages lineages,
            AuditLog audit,
            JsonMapper json) {
        return new ChainReports(
                chains, consensuses, datasets, models, evaluations, lineages, audit, json);
    }

    @Bean
    Routes loopRoutes(Chains chains, ChainReports reports) {
        return new LoopRoutes(chains, reports);
    }
}
