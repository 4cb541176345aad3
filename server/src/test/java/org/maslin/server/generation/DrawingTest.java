package org.maslin.server.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;
import org.maslin.train.LanguageModel;
import tools.jackson.databind.json.JsonMapper;

/** Completions drawn from the bundled base model. */
class DrawingTest {

    private static final Path BASE = Path.of("../models/base");
    private static final String PROMPT = "What is 2 plus 3?";

    private final List<Piece> pieces = new ArrayList<>();

    private static NewCompletion wanted(
            @Nullable Integer most, @Nullable Integer alternatives, String... stops) {
        return new NewCompletion(null, PROMPT, most, 0, 1, 0, 0, alternatives, 7, List.of(stops));
    }

    private Completed draw(NewCompletion wanted) throws IOException {
        pieces.clear();
        try (LanguageModel model = LanguageModel.load(BASE)) {
            return new Drawing(model, wanted, pieces::add).draw();
        }
    }

    private String text() {
        return String.join("", pieces.stream().map(Piece::text).toList());
    }

    @Test
    void completion_comesInPieces_andEndsByItself() throws IOException {
        Completed completed = draw(wanted(null, null));
        assertThat(completed.reason()).isEqualTo(Completed.Reason.STOP);
        assertThat(completed.promptTokens()).isPositive();
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(text()).isNotBlank().doesNotContain("\uFFFD");
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.chances()).isEmpty());
    }

    @Test
    void completionOfSoManyTokens_endsForWantOfRoom() throws IOException {
        Completed completed = draw(wanted(2, null));
        assertThat(completed.reason()).isEqualTo(Completed.Reason.LENGTH);
        assertThat(completed.completionTokens()).isEqualTo(2);
    }

    @Test
    void stop_isLeftOut_evenWhereItComesInParts() throws IOException {
        draw(wanted(null, null));
        String whole = text();
        String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 5);
        Completed completed = draw(wanted(null, null, stop));
        assertThat(completed.reason()).isEqualTo(Completed.Reason.STOP);
        assertThat(text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    }

    @Test
    void beginningOfAStop_thatGoesOnOtherwise_isTold() throws IOException {
        draw(wanted(null, null));
        String whole = text();
        draw(wanted(null, null, whole.substring(whole.length() / 2) + "never"));
        assertThat(text()).isEqualTo(whole);
    }

    @Test
    void chances_areToldWithTheirAlternatives_likeliestFirst() throws IOException {
        draw(wanted(4, 3));
        List<Piece.Chance> chances =
                pieces.stream().flatMap(piece -> piece.chances().stream()).toList();
        assertThat(chances).isNotEmpty();
        for (Piece.Chance chance : chances) {
            assertThat(chance.likeliest()).hasSize(3);
            // Drawn greedily, each is the likeliest.
            assertThat(chance.token()).isEqualTo(chance.likeliest().getFirst().token());
            assertThat(chance.logProb()).isNegative();
        }
    }

    @Test
    void conversation_withAModelThatHasNoTemplate_isRefused(@TempDir Path bare) throws IOException {
        try (Stream<Path> files = Files.list(BASE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.equals("tokenizer_config.json")) {
                    Files.writeString(bare.resolve(name), "{}");
                } else if (!name.startsWith("chat_template")) {
                    Files.copy(file, bare.resolve(name));
                }
            }
        }
        var messages =
                JsonMapper.shared().readTree("[{\"role\": \"user\", \"content\": \"Hello\"}]");
        var wanted = new NewCompletion(messages, null, 4, 0, 1, 0, 0, null, 7, List.of());
        try (LanguageModel model = LanguageModel.load(bare)) {
            assertThatThrownBy(() -> new Drawing(model, wanted, pieces::add).draw())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("chat template");
        }
    }

    @Test
    void embeddings_haveLengthOne_andTellTheirTokens() throws IOException {
        try (LanguageModel model = LanguageModel.load(BASE)) {
            Embedded embedded = Drawing.embed(model, List.of(PROMPT, "Hello"));
            assertThat(embedded.vectors()).hasSize(2);
            assertThat(embedded.tokens()).isGreaterThan(2);
            double squares = 0;
            for (float value : embedded.vectors().getFirst()) {
                squares += value * value;
            }
            assertThat(squares).isBetween(0.999, 1.001);
        }
    }

    @Test
    void loadedModels_keepTheTwoThatWereAskedLast(@TempDir Path folder) throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Path copy = Files.createDirectory(folder.resolve(name));
            try (Stream<Path> files = Files.list(BASE)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        try (var models = new LoadedModels()) {
            LanguageModel a = models.get(folder.resolve("a").toString());
            LanguageModel b = models.get(folder.resolve("b").toString());
            assertThat(models.get(folder.resolve("a").toString())).isSameAs(a);
            models.get(folder.resolve("c").toString());
            assertThat(models.get(folder.resolve("a").toString())).isSameAs(a);
            assertThat(models.get(folder.resolve("b").toString())).isNotSameAs(b);
        }
    }
}
