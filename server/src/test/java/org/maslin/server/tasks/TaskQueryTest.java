package org.maslin.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskQueryTest {

    @Test
    void keyEnd_isTheFirstBehindAllThatBeginWithThePrefix() {
        assertThat(end("bread-1")).isEqualTo("bread-2");
        assertThat(end("a\uD7FF")).isEqualTo("a\uE000");
        assertThat(end("a\uDBFF\uDFFF")).isEqualTo("b");
        assertThat(end("\uDBFF\uDFFF")).isNull();
        assertThat(end("\uD83C\uDF5E")).isEqualTo("\uD83C\uDF5F");
    }

    private static @Nullable String end(String prefix) {
        return TaskQuery.of(Map.of("key[prefix]", prefix)).keyEnd();
    }
}
