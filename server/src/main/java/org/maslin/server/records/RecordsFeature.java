package org.maslin.server.records;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.maslin.security.audit.SigningKey;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires records. */
@Configuration(proxyBeanMethods = false)
public class RecordsFeature {

    @Bean
    RecordsStore recordsStore(JdbcClient jdbc, JsonMapper json) {
        return new RecordsStore(jdbc, json);
    }

    @Bean
    SigningKey auditSigningKey(DataFolder folder) throws IOException {
        return SigningKey.ofSecret(
                "maslin-audit", folder.secret("audit-signing", SigningKey.SECRET_BYTES));
    }

    @Bean
    Audit audit(RecordsStore store, Ids ids, InstantSource clock, SecureRandom random) {
        return new Audit(store, ids, clock, random);
    }

    @Bean
    Provenance provenance(RecordsStore store) {
        return new Provenance(store);
    }

    @Bean
    Sequencer sequencer(
            Transactions transactions, RecordsStore store, SigningKey key, InstantSource clock) {
        return new Sequencer(transactions, store, key, clock);
    }

    @Bean
    BackgroundLoop auditSequencer(Sequencer sequencer, Settings settings) {
        return new BackgroundLoop("audit-sequencer", settings, sequencer::turn);
    }

    @Bean
    AuditLog auditLog(
            Transactions transactions, RecordsStore store, Sequencer sequencer, SigningKey key) {
        return new AuditLog(transactions, store, sequencer, key);
    }

    @Bean
    Lineages lineages(Transactions transactions, RecordsStore store, List<EdgeSource> sources) {
        return new Lineages(transactions, store, sources);
    }

    @Bean
    Routes recordsRoutes(Lineages lineages, AuditLog log) {
        return new RecordsRoutes(lineages, log);
    }
}
