package org.maslin.server.projects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class ProjectStatesIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final TestClient ada = labeling.annotator("ada");

    private JsonNode state(String project, String state) {
        return owner.ok("PUT", "/projects/" + project + "/state", "{\"state\": \"" + state + "\"}");
    }

    /** What is open is remembered for a second. */
    private JsonNode nextAfterASecond(String project) throws InterruptedException {
        Thread.sleep(1_200);
        return Labeling.next(ada, project);
    }

    @Test
    void pausedProject_offersNothing_butWhatIsHeldMayBeFinished() throws Exception {
        String project = labeling.choice(1, 3);
        JsonNode held = Labeling.next(ada, project);
        state(project, "paused");
        Labeling.submit(ada, held, "rye");
        assertThat(nextAfterASecond(project).isMissingNode()).isTrue();
        String open =
                owner.ok("GET", "/projects/" + project + "/tasks?state=open", "")
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString();
        assertThat(ada.post("/tasks/" + open + "/assignments", "").status()).isEqualTo(409);
        state(project, "active");
        assertThat(nextAfterASecond(project).path("taskId").isString()).isTrue();
        state(project, "archived");
        assertThat(owner.ok("GET", "/projects/" + project + "/state", "").path("state"))
                .hasToString("\"archived\"");
    }

    @Test
    void deletedProject_isNotListed_canBeHadBack_andIsPurgedWhenItsTimeIsOver() throws Exception {
        String project = labeling.choice(1, 2);
        String other = labeling.choice(1, 1);
        Labeling.submit(ada, Labeling.next(ada, project), "rye");
        JsonNode deleted = owner.ok("DELETE", "/projects/" + project, "");
        assertThat(deleted.path("deleteAfter").isString()).isTrue();
        assertThat(owner.ok("GET", "/projects", "").path("items")).hasSize(1);
        state(project, "active");
        assertThat(owner.ok("GET", "/projects", "").path("items")).hasSize(2);
        owner.ok("DELETE", "/projects/" + project, "");
        labeling.server().facade(ProjectStates.class).purge(labeling.organisation());
        assertThat(rows("samples", project)).isEqualTo("2");
        labeling.server()
                .execute("update projects set delete_after = now() where id = '" + project + "'");
        labeling.server().facade(ProjectStates.class).purge(labeling.organisation());
        for (String table : new String[] {"samples", "tasks", "annotations", "ontologies"}) {
            assertThat(rows(table, project)).as(table).isEqualTo("0");
        }
        assertThat(
                        labeling.server()
                                .rows(
                                        "select count(*) from task_places p where not exists"
                                                + " (select 1 from tasks t where t.id = p.task_id)"))
                .containsExactly("0");
        assertThat(owner.get("/projects/" + project + "/state").status()).isEqualTo(404);
        assertThat(owner.get("/projects/" + project).status()).isEqualTo(404);
        assertThat(rows("samples", other)).isEqualTo("1");
        assertThat(Labeling.next(ada, other).path("taskId").isString()).isTrue();
    }

    private String rows(String table, String project) {
        return labeling.server()
                .rows("select count(*) from %s where project_id = '%s'".formatted(table, project))
                .getFirst();
    }

    @Test
    void copy_hasTheQuestionsAndSettings_andNoSamples() {
        String project = labeling.choice(3, 2);
        JsonNode copy = owner.ok("POST", "/projects/" + project + "/copy", "{\"name\": \"Again\"}");
        assertThat(copy.path("name").asString()).isEqualTo("Again");
        assertThat(copy.path("overlap").asInt()).isEqualTo(3);
        assertThat(copy.path("leaseSeconds").asInt()).isEqualTo(600);
        assertThat(copy.path("ontology").path("questions"))
                .isEqualTo(
                        owner.ok("GET", "/projects/" + project, "")
                                .path("ontology")
                                .path("questions"));
        assertThat(copy.path("counts").path("samples").asInt()).isZero();
        assertThat(ada.call("DELETE", "/projects/" + project, "").status()).isEqualTo(403);
    }
}
