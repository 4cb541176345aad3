package org.maslin.train.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

    private static final List<String> WANTED = List.of("amx_bf16", "avx512_bf16");

    @Test
    void tells_whatTheFirstFlagsSay(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cpuinfo");
        Files.writeString(file, "model\t: 1\nflags\t\t: fpu avx512_bf16 sse\nvmx flags\t: none\n");
        assertThat(Processor.tells(file, WANTED)).isTrue();
    }

    @Test
    void tells_no_ofOtherFlags_andWhereNothingIsTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cpuinfo");
        Files.writeString(file, "flags\t\t: fpu avx512_bf16_not\n");
        assertThat(Processor.tells(file, WANTED)).isFalse();
        assertThat(Processor.tells(folder.resolve("none"), WANTED)).isFalse();
    }
}
