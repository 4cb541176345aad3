package org.maslin.server.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriteBehindTest {

    private final List<String> written = new CopyOnWriteArrayList<>();

    @Test
    void writesOfSharedKeys_goInOrder() {
        try (var writer = new WriteBehind()) {
            for (int i = 0; i < 100; i++) {
                String name = String.valueOf(i);
                writer.run(
                        Set.of("shared", name),
                        () -> {
                            Thread.yield();
                            written.add(name);
                        });
            }
            writer.finish();
        }
        assertThat(written)
                .hasSize(100)
                .isSortedAccordingTo(
                        (a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
    }

    @Test
    void writesOfOtherKeys_goAtOnce() {
        var both = new CountDownLatch(2);
        try (var writer = new WriteBehind()) {
            for (String key : List.of("a", "b")) {
                writer.run(Set.of(key), () -> meet(both));
            }
            writer.finish();
        }
        assertThat(both.getCount()).isZero();
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void failedWrite_isToldToTheOwner() {
        try (var writer = new WriteBehind()) {
            writer.run(
                    Set.of("a"),
                    () -> {
                        throw new IllegalStateException("full");
                    });
            assertThatThrownBy(writer::finish).hasMessage("full");
        }
    }
}
