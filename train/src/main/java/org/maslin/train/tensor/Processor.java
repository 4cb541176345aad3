package org.maslin.train.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the processor of this machine does by itself, as Linux tells. */
public final class Processor {

    private static final Path TOLD = Path.of("/proc/cpuinfo");

    /** AMX, and the dot products of AVX-512. */
    private static final List<String> BF16 = List.of("amx_bf16", "avx512_bf16");

    private static final boolean MULTIPLIES_BF16 = tells(TOLD, BF16);

    private Processor() {}

    /** Whether it multiplies matrices of bfloat16, several times as fast as those of 32 bits. */
    public static boolean multipliesBf16() {
        return MULTIPLIES_BF16;
    }

    /** Whether the first line of flags has one of these; false where nothing is told. */
    static boolean tells(Path file, List<String> flags) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .limit(1)
                    .flatMap(line -> Arrays.stream(line.split("\\s+")))
                    .anyMatch(flags::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
