package org.maslin.server.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maslin.core.Progress;
import org.maslin.core.Seed;
import org.maslin.security.Role;
import org.maslin.server.Application;
import org.maslin.server.client.ApiClient;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.identity.Keys;
import org.maslin.server.identity.NewUser;
import org.maslin.server.identity.User;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.recipes.HelpDesk;
import org.maslin.server.synthesis.DrawnPrompt;
import org.maslin.server.synthesis.Prompts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sample organisation of {@code serve --demo}: a project to label, and a chain at work. */
public final class DemoOrganisation {

    private static final Logger LOG = LoggerFactory.getLogger(DemoOrganisation.class);
    private static final String NAME = "Demo mill";
    private static final String OWNER = "owner@demo.invalid";
    private static final Duration PACE = Duration.ofMillis(120);
    private static final int TEXTS = 40;
    private static final long SEED = 7;

    private DemoOrganisation() {}

    /** Makes what is not there yet, starts the raters, and returns the owner's one-time link. */
    public static String open(Application.Running server) {
        Users users = server.get(Users.class);
        UUID organisation = users.firstOrganisation(NAME);
        User owner =
                users.ensure(
                        organisation,
                        new NewUser("Owner", OWNER, Role.OWNER, AnnotatorKind.PERSON));
        User operator = users.service(organisation, "demo-operator", Role.OWNER);
        String key = server.get(Keys.class).issue(organisation, operator, "demo").secret();
        ApiClient api = ApiClient.of("http://127.0.0.1:" + server.port(), key, Json.mapper());
        fillProject(api, server.get(Prompts.class));
        Thread.ofVirtual().name("demo-raters").start(() -> runChain(api));
        return users.link(organisation, owner.id());
    }

    private static void runChain(ApiClient api) {
        try {
            var options = new ChainDemo.Options(SEED, Map.of(), false, PACE);
            new ChainDemo(api, HelpDesk.grader(), options, Progress.NONE).run();
        } catch (RuntimeException stopped) {
            LOG.info("The demo's raters stopped: {}", stopped.getMessage());
        }
    }

    private static void fillProject(ApiClient api, Prompts prompts) {
        var classes = List.of("price", "counting", "words", "order", "facts", "complaint", "other");
        var question =
                Map.of(
                        "name", "topic",
                        "kind", "choice",
                        "caption", "What does the guest want to know?",
                        "classes", classes.stream().map(name -> Map.of("name", name)).toList());
        String project =
                api.post(
                                "/projects",
                                Map.of(
                                        "name",
                                        "What guests ask",
                                        "ontology",
                                        Map.of("questions", List.of(question)),
                                        "overlap",
                                        2,
                                        "guideline",
                                        "Choose the **one** topic that fits best. A sum is"
                                                + " *counting*, sorting or naming words is"
                                                + " *words*."),
                                "demo-topics")
                        .path("id")
                        .asString();
        var lines = new StringBuilder();
        for (DrawnPrompt prompt : prompts.draw(new Seed(SEED), text -> true).next(TEXTS)) {
            lines.append(
                            Json.mapper()
                                    .writeValueAsString(
                                            Map.of(
                                                    "key", prompt.key(),
                                                    "text", prompt.text(),
                                                    "origin", "synthetic")))
                    .append('\n');
        }
        api.postLines("/projects/" + project + "/samples?tasks=true", lines.toString());
    }
}
