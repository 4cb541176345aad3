package org.maslin.synth.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.maslin.core.Seed;

final class TextWriterTest {

    @Test
    void answer_garbled_lacksOneWordOfItsSentence() {
        var writer = new TextWriter(TinyWorld.world());
        var garbled =
                new Mix(Map.of(Quality.RIGHT, 1.0), Map.of(Tone.NEUTRAL, 1.0), List.of(1.0), 1);
        RandomGenerator random = new Seed(3).generator();
        for (int i = 0; i < 100; i++) {
            String answer = writer.answer(writer.ask(random), garbled, random);
            assertThat(answer).matches("is \\d+\\.|It \\d+\\.|It is");
        }
    }
}
