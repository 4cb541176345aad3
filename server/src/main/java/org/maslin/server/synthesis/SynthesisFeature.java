package org.maslin.server.synthesis;

import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Provenance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires synthesis. */
@Configuration(proxyBeanMethods = false)
public class SynthesisFeature {

    @Bean
    Prompts prompts(Transactions transactions, Audit audit, Provenance provenance) {
        return new Prompts(transactions, audit, provenance);
    }
}
