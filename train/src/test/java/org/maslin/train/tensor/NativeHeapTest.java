package org.maslin.train.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.foreign.Linker;
import org.junit.jupiter.api.Test;

class NativeHeapTest {

    @Test
    void glibc_takesBothThresholds() {
        assumeThat(Linker.nativeLinker().defaultLookup().find("gnu_get_libc_version")).isPresent();

        assertThat(NativeHeap.keepFreed()).isTrue();
    }
}
