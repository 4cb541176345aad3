package org.maslin.server.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.core.Sha256;
import org.maslin.core.Split;
import org.maslin.security.KeyedHash;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.projects.ChoiceClass;
import org.maslin.server.projects.ChoiceQuestion;
import org.maslin.server.projects.Ontology;
import org.maslin.server.projects.PairwiseQuestion;
import org.maslin.server.projects.Question;

class SampleFlowTest {

    private static final UUID ID = new UUID(1, 1);
    private static final Question KIND =
            new ChoiceQuestion(
                    "kind",
                    "Which?",
                    List.of(ChoiceClass.named("a"), ChoiceClass.named("b")),
                    null);
    private static final Question BETTER = new PairwiseQuestion("better", "Which?", null, null);

    @Test
    void key_thatIsAbsent_isTheHashOfTheContent() {
        assertThat(flow(KIND).row(ID, NewSample.text(null, "x")).key())
                .isEqualTo(Sha256.hex("{\"text\":\"x\"}"));
    }

    @Test
    void split_ofAConversation_followsThePromptAlone() {
        SampleFlow.Row one = flow(BETTER).row(ID, pair("What?", "a", "b"));
        SampleFlow.Row other = flow(BETTER).row(ID, pair("What?", "c", "d"));
        assertThat(one.split()).isEqualTo(other.split()).isEqualTo(Split.of("What?"));
        assertThat(one.key()).isNotEqualTo(other.key());
    }

    @Test
    void pairwiseProject_refusesASampleWithoutTwoCandidates() {
        assertThatThrownBy(() -> flow(BETTER).row(ID, NewSample.text("k", "x")))
                .hasMessageContaining("candidates");
    }

    @Test
    void backslashBeforeU0000_isText_butTheCharacterIsRefused() {
        flow(KIND).row(ID, NewSample.text("k", "a \\u0000 in words"));
        assertThatThrownBy(() -> flow(KIND).row(ID, NewSample.text("k", "a \0")))
                .hasMessageContaining("U+0000");
    }

    @Test
    void contentHash_differsBetweenOrganisations() {
        var key = new byte[32];
        var here = KeyedHash.forOrganisation(key, new UUID(0, 1));
        var there = KeyedHash.forOrganisation(key, new UUID(0, 2));
        NewSample sample = NewSample.text("k", "x");
        assertThat(new SampleFlow(Json.mapper(), here, of(KIND)).row(ID, sample).contentHash())
                .isNotEqualTo(
                        new SampleFlow(Json.mapper(), there, of(KIND))
                                .row(ID, sample)
                                .contentHash());
    }

    @Test
    void edges_nameThePromptAndTheModels() {
        SampleFlow.Row row = flow(BETTER).row(ID, pair("What?", "a", "b"));
        assertThat(SampleFlow.edges(row))
                .extracting(edge -> edge.from().kind() + " " + edge.from().id())
                .containsExactly("prompt p1", "model m", "model m");
    }

    private static NewSample pair(String prompt, String first, String second) {
        return new NewSample(
                null,
                null,
                List.of(new Message(Message.Speaker.USER, prompt)),
                List.of(new Candidate(first, "m"), new Candidate(second, "m")),
                Origin.MACHINE,
                Map.of("prompt", "p1"),
                null,
                null,
                null,
                null,
                null);
    }

    private static SampleFlow flow(Question question) {
        return new SampleFlow(Json.mapper(), new KeyedHash(new byte[32]), of(question));
    }

    private static Ontology of(Question question) {
        return new Ontology(null, List.of(question));
    }
}
