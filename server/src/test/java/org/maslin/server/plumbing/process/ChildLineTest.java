package org.maslin.server.plumbing.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ChildLineTest {

    @Test
    void format_ofEachLine_isParsedBack() {
        for (ChildLine line :
                new ChildLine[] {
                    new ChildLine.At(3, 0, "loss 0.5"),
                    new ChildLine.Done(),
                    new ChildLine.Failed("no file"),
                    new ChildLine.Failed("")
                }) {
            assertThat(ChildLine.parse(line.format())).isEqualTo(line);
        }
    }

    @Test
    void format_ofSeveralLines_isOneLine() {
        assertThat(new ChildLine.Failed("one\ntwo\r\nthree").format())
                .isEqualTo("failed one two three");
    }

    @Test
    void parse_ofOtherText_isNothing() {
        assertThat(ChildLine.parse("progress of mankind")).isNull();
        assertThat(ChildLine.parse("well done")).isNull();
        assertThat(ChildLine.parse("")).isNull();
    }
}
