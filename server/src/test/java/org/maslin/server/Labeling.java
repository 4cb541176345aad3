package org.maslin.server;

import java.util.UUID;
import org.maslin.security.Role;
import org.maslin.server.identity.AnnotatorKind;
import tools.jackson.databind.JsonNode;

/** A small organisation that labels, for tests to begin from. */
public final class Labeling {

    static final String CHOICE =
            """
            {"name": "Breads", "overlap": %d, "leaseSeconds": 600, "ontology": {"questions": [
              {"name": "kind", "kind": "choice", "caption": "Which?", "classes": [{"name": "rye"}, {"name": "bun"}]}]}}
            """;

    static final String PAIRWISE =
            """
            {"name": "Answers", "overlap": %d, "ontology": {"questions": [
              {"name": "better", "kind": "pairwise", "caption": "Which is better?", "ties": true}]}}
            """;

    private final TestServer server = TestServer.get();
    private final UUID organisation = server.organisation("test");
    private final TestClient owner = server.client(organisation, Role.OWNER);

    public TestServer server() {
        return server;
    }

    public UUID organisation() {
        return organisation;
    }

    public TestClient owner() {
        return owner;
    }

    public TestClient annotator(String name) {
        return server.client(organisation, Role.ANNOTATOR, name, AnnotatorKind.SIMULATED);
    }

    /** A project with this many texts and a task of each. */
    public String choice(int overlap, int tasks) {
        String project =
                owner.ok("POST", "/projects", CHOICE.formatted(overlap)).path("id").asString();
        owner.ok("POST", "/projects/" + project + "/samples?tasks=true", texts(tasks));
        return project;
    }

    /** A project with this many pairs of candidates and a task of each. */
    public String pairwise(int overlap, int tasks) {
        String project =
                owner.ok("POST", "/projects", PAIRWISE.formatted(overlap)).path("id").asString();
        owner.ok("POST", "/projects/" + project + "/samples?tasks=true", pairs(tasks));
        return project;
    }

    static String texts(int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"key\": \"t%06d\", \"text\": \"loaf number %d\"}\n".formatted(i, i));
        }
        return lines.toString();
    }

    static String pairs(int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(
                    """
                    {"key": "p%06d", "messages": [{"role": "user", "content": "What is %d?"}], \
                    "candidates": [{"content": "right", "model": "m1"}, {"content": "wrong", "model": "m1"}], \
                    "metadata": {"prompt": "prompt-%d"}}
                    """
                            .formatted(i, i, i));
        }
        return lines.toString();
    }

    /** The next task of an annotator, or a missing node. */
    public static JsonNode next(TestClient annotator, String project) {
        return annotator.ok("POST", "/projects/" + project + "/assignments", "");
    }

    /** Answers an assignment. */
    public static JsonNode submit(TestClient annotator, JsonNode assignment, String answer) {
        return annotator.ok(
                "POST",
                "/assignments/" + assignment.path("id").asString() + "/annotation",
                answers(assignment, answer));
    }

    static String answers(JsonNode assignment, String answer) {
        return "{\"answers\": {\"%s\": \"%s\"}, \"secondsActive\": 2.5}"
                .formatted(assignment.path("questions").path(0).path("name").asString(), answer);
    }
}
