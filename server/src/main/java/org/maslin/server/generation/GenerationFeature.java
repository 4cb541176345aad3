package org.maslin.server.generation;

import org.maslin.server.models.Models;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.records.Audit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires generation. */
@Configuration(proxyBeanMethods = false)
public class GenerationFeature {

    @Bean
    GenerationProcess generationProcess(DataFolder folder, JsonMapper json) {
        return new GenerationProcess(folder, json);
    }

    @Bean
    Generation generation(
            Models models, GenerationProcess process, Audit audit, Transactions transactions) {
        return new Generation(models, process, audit, transactions);
    }

    @Bean
    BackgroundLoop generationLook(GenerationProcess process, Settings settings) {
        return new BackgroundLoop("generation-look", settings, process::look);
    }
}
