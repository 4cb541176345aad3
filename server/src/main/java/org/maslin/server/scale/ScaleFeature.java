package org.maslin.server.scale;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.identity.Session;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.BackgroundLoop;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.Authentication;
import org.maslin.server.plumbing.http.DialectRouter;
import org.maslin.server.plumbing.http.RequestMeter;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.plumbing.mail.Mail;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.samples.SampleFiles;
import org.maslin.server.samples.Samples;
import org.maslin.server.tasks.Batches;
import org.maslin.server.tasks.KnownTasks;
import org.maslin.server.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Wires the dialect. */
@Configuration(proxyBeanMethods = false)
public class ScaleFeature {

    /** Where the dialect lives. */
    static final String BASE = "/scale/v1";

    private static final int KEY_BYTES = 32;

    /** An error as the dialect's clients show it. */
    record Refusal(int status_code, String error) {}

    @Bean
    HexIds hexIds(Ids ids) {
        return new HexIds(ids);
    }

    @Bean
    ScaleProjectStore scaleProjectStore(JdbcClient jdbc, JsonMapper json) {
        return new ScaleProjectStore(jdbc, json);
    }

    @Bean
    ScaleTaskStore scaleTaskStore(JdbcClient jdbc, JsonMapper json) {
        return new ScaleTaskStore(jdbc, json);
    }

    @Bean
    ScaleBatchStore scaleBatchStore(JdbcClient jdbc, JsonMapper json) {
        return new ScaleBatchStore(jdbc, json);
    }

    @Bean
    CallbackStore scaleCallbackStore(JdbcClient jdbc) {
        return new CallbackStore(jdbc);
    }

    @Bean
    Outside scaleOutside(Egress egress) {
        return new GuardedOutside(egress);
    }

    @Bean
    ScaleProjects scaleProjects(
            Transactions transactions,
            ScaleProjectStore store,
            Audit audit,
            HexIds ids,
            InstantSource clock) {
        return new ScaleProjects(transactions, store, audit, ids, clock);
    }

    @Bean
    ScaleCallbacks scaleCallbacks(
            CallbackStore store, Ids ids, InstantSource clock, DataFolder folder, Mail mail)
            throws IOException {
        return new ScaleCallbacks(
                store, ids, clock, folder.secret("scale-callbacks", KEY_BYTES), mail);
    }

    @Bean
    ScaleBatches scaleBatches(
            Transactions transactions,
            ScaleBatchStore store,
            ScaleProjects projects,
            ScaleCallbacks callbacks,
            Audit audit,
            HexIds ids,
            InstantSource clock) {
        return new ScaleBatches(transactions, store, projects, callbacks, audit, ids, clock);
    }

    @Bean
    FileLinks scaleFileLinks(DataFolder folder, InstantSource clock) throws IOException {
        return new FileLinks(folder.secret("scale-file-links", KEY_BYTES), clock);
    }

    @Bean
    ScaleFiles scaleFiles(
            Transactions transactions,
            JdbcClient jdbc,
            JsonMapper json,
            Blobs blobs,
            Outside outside,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        return new ScaleFiles(
                transactions, new ScaleFileStore(jdbc, json), blobs, outside, audit, ids, clock);
    }

    @Bean
    NativeWork scaleNativeWork(
            JdbcClient jdbc,
            ScaleTaskStore scaleTasks,
            Projects projects,
            Samples samples,
            Tasks tasks,
            KnownTasks knownTasks,
            Annotations annotations,
            Steering steering,
            JsonMapper json) {
        return new NativeWork(
                new NativeWorkStore(jdbc),
                scaleTasks,
                projects,
                samples,
                tasks,
                knownTasks,
                annotations,
                steering,
                json);
    }

    @Bean
    Steering scaleSteering(JdbcClient jdbc, Batches batches, Users users) {
        return new Steering(new StudioStore(jdbc), new NativeWorkStore(jdbc), batches, users);
    }

    @Bean
    Pictures scalePictures(ScaleFiles scaleFiles, SampleFiles sampleFiles, Outside outside) {
        return new Pictures(scaleFiles, sampleFiles, outside);
    }

    @Bean
    BackgroundLoop scalePublisher(ScaleTasks tasks, Settings settings) {
        return new BackgroundLoop("scale-publisher", settings, tasks::publishWaiting);
    }

    @Bean
    ScaleTasks scaleTasks(
            Transactions transactions,
            ScaleTaskStore store,
            ScaleProjects projects,
            ScaleBatches batches,
            ScaleFiles files,
            NativeWork work,
            Pictures pictures,
            ScaleCallbacks callbacks,
            Audit audit,
            HexIds ids,
            InstantSource clock) {
        return new ScaleTasks(
                transactions,
                store,
                projects,
                batches,
                files,
                work,
                pictures,
                callbacks,
                audit,
                ids,
                clock);
    }

    @Bean
    QualityTasks scaleQualityTasks(
            Transactions transactions,
            JdbcClient jdbc,
            ScaleProjects projects,
            ScaleFiles files,
            NativeWork work,
            Pictures pictures,
            Audit audit,
            HexIds ids,
            InstantSource clock) {
        return new QualityTasks(
                transactions,
                new QualityTaskStore(jdbc),
                projects,
                files,
                work,
                pictures,
                audit,
                ids,
                clock);
    }

    @Bean
    Studio scaleStudio(
            Transactions transactions,
            JdbcClient jdbc,
            ScaleBatchStore batchStore,
            ScaleProjects projects,
            ScaleBatches batches,
            Steering steering,
            Audit audit,
            HexIds ids) {
        return new Studio(
                transactions,
                new StudioStore(jdbc),
                batchStore,
                projects,
                batches,
                steering,
                audit,
                ids);
    }

    @Bean
    BackgroundLoop scaleKeeper(
            Transactions transactions,
            ScaleTaskStore store,
            ScaleTasks tasks,
            NativeWork work,
            Users users,
            InstantSource clock,
            Events events,
            Settings settings) {
        var keeper =
                new ScaleKeeper(
                        transactions,
                        store,
                        tasks,
                        work,
                        () -> organisations(users),
                        clock,
                        events);
        return new BackgroundLoop("scale-keeper", settings, keeper::turn);
    }

    @Bean
    BackgroundLoop scaleCallbackSender(
            Transactions transactions,
            CallbackStore store,
            ScaleTaskStore tasks,
            ScaleCallbacks callbacks,
            Outside outside,
            Mail mail,
            Users users,
            InstantSource clock,
            SecureRandom random,
            Settings settings) {
        var sender =
                new CallbackSender(
                        transactions,
                        store,
                        tasks,
                        callbacks,
                        outside,
                        mail,
                        () -> organisations(users),
                        clock,
                        random);
        return new BackgroundLoop("scale-callbacks", settings, sender::turn);
    }

    private static List<UUID> organisations(Users users) {
        return users.organisations().stream().map(Session.Organisation::id).toList();
    }

    @Bean
    DialectRouter scaleRouter(
            ScaleProjects projects,
            ScaleTasks tasks,
            ScaleBatches batches,
            ScaleFiles files,
            FileLinks links,
            ScaleCallbacks callbacks,
            QualityTasks qualityTasks,
            Studio studio,
            Steering steering,
            Users users,
            Transactions transactions,
            Authentication authentication,
            JsonMapper json,
            RequestMeter meter) {
        List<Routes> features =
                List.of(
                        new ScaleTaskRoutes(tasks, qualityTasks, links),
                        new ScaleBatchRoutes(batches, tasks),
                        new ScaleProjectRoutes(projects),
                        new ScaleFileRoutes(files, links, callbacks),
                        new ScaleTeamRoutes(new ScaleTeams(transactions, users, steering), studio));
        return new DialectRouter(
                BASE, features, new ScaleCallers(authentication)::of, Refusal::new, json, meter);
    }

    @Bean
    RouterFunction<ServerResponse> scaleApi(DialectRouter scaleRouter) {
        return scaleRouter.function();
    }
}
