package org.maslin.server.openai;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.client.GraderEndpoint;
import org.maslin.server.generation.Generation;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.models.Models;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Authentication;
import org.maslin.server.plumbing.http.DialectRouter;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RequestMeter;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.records.Audit;
import org.maslin.server.training.BaseModels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Wires the dialect. */
@Configuration(proxyBeanMethods = false)
public class OpenAiFeature {

    private static final String BASE = "/openai/v1";
    private static final String BEARER = "bearer ";
    private static final int UNAUTHENTICATED = 401;
    private static final int SERVER_FAULT = 500;

    /** An error as the dialect's clients show it. */
    record Refusal(Error error) {}

    /** What is inside. */
    record Error(String message, String type, @Nullable String param, @Nullable String code) {}

    @Bean
    OpenAiStore openAiStore(JdbcClient jdbc, JsonMapper json) {
        return new OpenAiStore(jdbc, json);
    }

    @Bean
    OpenAiFiles openAiFiles(
            Transactions transactions,
            OpenAiStore store,
            Blobs blobs,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        return new OpenAiFiles(transactions, store, blobs, audit, ids, clock);
    }

    @Bean
    FineTunes openAiFineTunes(
            Transactions transactions,
            OpenAiStore store,
            OpenAiFiles files,
            Models models,
            Jobs jobs,
            Blobs blobs,
            Ids ids,
            InstantSource clock,
            Settings settings) {
        return new FineTunes(
                transactions,
                store,
                files,
                models,
                jobs,
                blobs,
                ids,
                clock,
                GraderEndpoint.of(settings));
    }

    @Bean
    DialectRouter openAiRouter(
            Models models,
            BaseModels bases,
            Generation generation,
            OpenAiFiles files,
            FineTunes fineTunes,
            Ids ids,
            InstantSource clock,
            Authentication authentication,
            JsonMapper json,
            RequestMeter meter,
            Settings settings) {
        List<Routes> features =
                List.of(
                        new ModelRoutes(models, bases),
                        new CompletionRoutes(models, generation, ids, clock),
                        new FileRoutes(files, fineTunes),
                        new GraderRoutes(GraderEndpoint.of(settings)));
        return new DialectRouter(
                BASE,
                features,
                request -> caller(authentication, request),
                OpenAiFeature::refusal,
                json,
                meter);
    }

    private static @Nullable Principal caller(Authentication authentication, Request request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        Principal caller = authentication.ofKey(header.substring(BEARER.length()).strip());
        return caller == null || caller.how() == Principal.How.TEST_KEY ? null : caller;
    }

    private static Refusal refusal(int status, String message) {
        String type =
                status == UNAUTHENTICATED
                        ? "authentication_error"
                        : status < SERVER_FAULT ? "invalid_request_error" : "server_error";
        return new Refusal(new Error(message, type, null, null));
    }

    @Bean
    RouterFunction<ServerResponse> openAiApi(DialectRouter openAiRouter) {
        return openAiRouter.function();
    }
}
