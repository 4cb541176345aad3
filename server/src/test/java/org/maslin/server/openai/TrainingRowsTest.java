package org.maslin.server.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.server.openai.FineTuneRow.Method;
import org.maslin.train.grader.Grader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainingRowsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir private Path folder = Path.of("");

    private List<JsonNode> rows(Method method, @Nullable Grader grader, String... lines)
            throws IOException {
        Path out = folder.resolve("rows.jsonl");
        var in =
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        new TrainingRows(method, grader).rewrite("file.jsonl", in, out);
        return Files.readAllLines(out).stream().map(JSON::readTree).toList();
    }

    @Test
    void conversation_becomesARowForEachThingTheAssistantSays() throws IOException {
        List<JsonNode> rows =
                rows(
                        Method.SUPERVISED,
                        null,
                        """
                        {"messages": [{"role": "user", "content": "One?"}, {"role": "assistant", "content": "1"}, \
                        {"role": "user", "content": "Two?"}, {"role": "assistant", "content": "2"}]}""");
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().path("prompt").asString()).isEqualTo("One?");
        assertThat(rows.getLast().path("prompt")).hasSize(3);
        assertThat(rows.getLast().path("completion").asString()).isEqualTo("2");
    }

    @Test
    void answerOfWeightZero_isSaidBeforeTheNext_butNotLearned() throws IOException {
        List<JsonNode> rows =
                rows(
                        Method.SUPERVISED,
                        null,
                        """
                        {"messages": [{"role": "user", "content": "One?"}, {"role": "assistant", "content": "1", "weight": 0}, \
                        {"role": "user", "content": "Two?"}, {"role": "assistant", "content": "2"}]}""");
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().path("prompt").get(1).path("content").asString()).isEqualTo("1");
    }

    @Test
    void preferredOutput_becomesTheChosenOne() throws IOException {
        List<JsonNode> rows =
                rows(
                        Method.DPO,
                        null,
                        """
                        {"input": {"messages": [{"role": "user", "content": "Hello?"}]}, \
                        "preferred_output": [{"role": "assistant", "content": "Hello!"}], \
                        "non_preferred_output": [{"role": "assistant", "content": "What."}]}""");
        assertThat(rows.getFirst().path("chosen").asString()).isEqualTo("Hello!");
        assertThat(rows.getFirst().path("rejected").asString()).isEqualTo("What.");
    }

    @Test
    void questionWithoutTheFieldThatItsGraderReads_isRefusedByLine() {
        Grader grader =
                Grader.read(
                        "grader",
                        JSON.readTree(
                                """
                                {"type": "string_check", "operation": "eq",
                                 "input": "{{sample.output_text}}", "reference": "{{item.answer}}"}"""),
                        null);
        String asked = "{\"messages\": [{\"role\": \"user\", \"content\": \"One?\"}]%s}";
        assertThatThrownBy(
                        () ->
                                rows(
                                        Method.REINFORCEMENT,
                                        grader,
                                        asked.formatted(", \"answer\": \"1\""),
                                        asked.formatted("")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("answer");
    }

    @Test
    void conversationThatEndsWithTheUser_isRefused() {
        assertThatThrownBy(
                        () ->
                                rows(
                                        Method.SUPERVISED,
                                        null,
                                        "{\"messages\": [{\"role\": \"user\", \"content\": \"?\"}]}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("messages that end with one of the assistant");
    }

    @Test
    void emptyFile_isRefused() {
        assertThatThrownBy(() -> rows(Method.SUPERVISED, null, ""))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no rows");
    }
}
