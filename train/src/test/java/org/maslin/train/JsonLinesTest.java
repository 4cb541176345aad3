package org.maslin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;

class JsonLinesTest {

    @Test
    void texts_areThoseOfTheFirstLines_blankOnesPassedOver(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("rows.jsonl");
        Files.writeString(
                file, "{\"text\":\"a\"}\n\n{\"prompt\":\"b\",\"completion\":\"c\"}\nno JSON");
        assertThat(JsonLines.texts(file, 3)).containsExactly("a", " b", " c");
    }

    @Test
    void bytesThatAreNoText_areToldByTheirLine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.jsonl");
        String rows = "{\"text\":\"é\"}\r\n{\"text\":\"b\"}\n{\"text\":\"\u00ff\"}\n";
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        // The last letter in Latin-1 instead.
        byte[] broken = new byte[bytes.length - 1];
        int at = bytes.length - 5;
        System.arraycopy(bytes, 0, broken, 0, at);
        broken[at] = (byte) 0xff;
        System.arraycopy(bytes, at + 2, broken, at + 1, bytes.length - at - 2);
        Files.write(file, broken);
        assertThatThrownBy(() -> JsonLines.read(file, row -> row.text("text")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file + ":3")
                .hasMessageContaining("no UTF-8");
    }
}
