package org.maslin.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersFolderTest {

    private static final String ANSWERS = "task,worker,label\nt1,ada,a\nt1,bob,b\nt2,ada,a\n";

    @TempDir private Path folder;

    @Test
    void byteOrderMark_isNoPartOfTheFirstColumn() throws IOException {
        write("labels.csv", "\ufeff" + ANSWERS, StandardCharsets.UTF_8);
        assertThat(AnswersFolder.read(folder).rows()).isEqualTo(3);
    }

    @Test
    void utf16_isRefused_withTheCommandThatConvertsThisFile() throws IOException {
        write("labels.csv", ANSWERS, StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> AnswersFolder.read(folder))
                .hasMessage(
                        "%s: found UTF-16LE text, expected UTF-8.", folder.resolve("labels.csv"));
    }

    @Test
    void wrongColumnAndEmptyFile_areRefusedByName() throws IOException {
        write("labels.csv", ANSWERS.replace("worker", "workers"), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> AnswersFolder.read(folder))
                .hasMessageContaining(
                        "labels.csv:1, column \"workers\": found the name \"workers\", expected a"
                                + " column \"worker\"");
        write("labels.csv", "", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> AnswersFolder.read(folder))
                .hasMessageContaining("labels.csv: found an empty file");
        write("labels.csv", "task,worker,label\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> AnswersFolder.read(folder))
                .hasMessageContaining("labels.csv: found no row below the header");
    }

    @Test
    void truthOfOtherTasks_isLeftOut_butNotWhereNoneIsKnown() throws IOException {
        write("labels.csv", ANSWERS, StandardCharsets.UTF_8);
        write("truth.csv", "task,label\nt9,a\nt1,b\n", StandardCharsets.UTF_8);
        assertThat(AnswersFolder.read(folder).truth()).containsOnlyKeys("t1");

        write("truth.csv", "task,label\nT1,a\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> AnswersFolder.read(folder))
                .hasMessageContaining("truth.csv: found no task of labels.csv")
                .hasMessageContaining("\"T1\"");
    }

    private void write(String name, String text, Charset charset) throws IOException {
        Files.writeString(folder.resolve(name), text, charset);
    }
}
