package org.maslin.server.plumbing;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.blobs.FolderBlobs;
import org.maslin.server.plumbing.blobs.S3Blobs;
import org.maslin.server.plumbing.blobs.S3Buckets;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Databases;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.Authentication;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.Once;
import org.maslin.server.plumbing.http.OnceStore;
import org.maslin.server.plumbing.http.RequestMeter;
import org.maslin.server.plumbing.http.Router;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.plumbing.mail.Mail;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Wires what every feature stands on. */
@Configuration(proxyBeanMethods = false)
public class PlumbingConfiguration {

    private static final int CONTENT_KEY_BYTES = 32;

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    Ids ids(InstantSource clock, SecureRandom random) {
        return new Ids(clock, random);
    }

    @Bean
    Egress egress(Settings settings) {
        return new Egress(settings.allowEgress());
    }

    @Bean
    S3Buckets buckets(Settings settings, Egress egress, InstantSource clock) {
        return S3Buckets.of(settings.importFrom(), System.getenv(), egress, clock);
    }

    @Bean
    Mail mail(Settings settings) {
        return new Mail(settings.mail());
    }

    @Bean
    Events events() {
        return new Events();
    }

    @Bean
    JsonMapper json() {
        return Json.mapper();
    }

    @Bean(destroyMethod = "")
    DataFolder folder(Foundation foundation) {
        return foundation.folder();
    }

    @Bean(destroyMethod = "")
    Databases databases(Foundation foundation) {
        return foundation.databases();
    }

    /**
     * One connection a transaction, taken when first used: from the reading role if it only reads.
     */
    @Bean
    DataSource dataSource(Databases databases) {
        var source = new LazyConnectionDataSourceProxy(databases.readWrite());
        source.setReadOnlyDataSource(databases.readOnly());
        return source;
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    JdbcClient jdbc(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager, JdbcClient jdbc) {
        return new Transactions(manager, jdbc);
    }

    @Bean
    Blobs blobs(Settings settings, DataFolder folder, InstantSource clock) throws IOException {
        byte[] key = folder.secret("organisation-content", CONTENT_KEY_BYTES);
        String store = settings.blobs();
        return store == null
                ? new FolderBlobs(folder.blobs(), key)
                : new S3Blobs(store, System.getenv(), folder.blobs(), key, clock);
    }

    @Bean
    Router router(
            List<Routes> features,
            Authentication authentication,
            JsonMapper json,
            RequestMeter meter,
            Transactions transactions,
            JdbcClient jdbc,
            InstantSource clock) {
        var once = new Once(transactions, new OnceStore(jdbc), json, clock);
        return new Router(features, authentication, json, meter, once);
    }

    @Bean
    RouterFunction<ServerResponse> api(Router router) {
        return router.function();
    }
}
