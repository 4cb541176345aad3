package org.maslin.server.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TogetherTest {

    @Test
    void askers_whoComeMeanwhile_goTogetherAndGetTheirOwnResults() throws Exception {
        var goes = new CopyOnWriteArrayList<Integer>();
        var begun = new CountDownLatch(1);
        var first = new CountDownLatch(1);
        var together =
                new Together<Integer, Integer>(
                        1,
                        asked -> {
                            goes.add(asked.size());
                            begun.countDown();
                            await(first);
                            return asked.stream().map(n -> n * n).toList();
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<Integer>>();
            results.add(threads.submit(() -> together.call("lane", 0)));
            begun.await();
            for (int i = 1; i < 20; i++) {
                int n = i;
                results.add(threads.submit(() -> together.call("lane", n)));
            }
            Thread.sleep(100);
            first.countDown();
            for (int i = 0; i < 20; i++) {
                assertThat(results.get(i).get()).isEqualTo(i * i);
            }
        }
        assertThat(goes).containsExactly(1, 19);
    }

    @Test
    void fault_ofOne_isNobodyElses() throws Exception {
        var begun = new CountDownLatch(1);
        var first = new CountDownLatch(1);
        var together =
                new Together<Integer, Integer>(
                        1,
                        asked -> {
                            begun.countDown();
                            await(first);
                            if (asked.contains(3)) {
                                throw new IllegalArgumentException("three");
                            }
                            return asked;
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> together.call("lane", 0));
            begun.await();
            Future<Integer> good = threads.submit(() -> together.call("lane", 2));
            Future<Integer> bad = threads.submit(() -> together.call("lane", 3));
            Thread.sleep(50);
            first.countDown();
            assertThat(good.get()).isEqualTo(2);
            assertThatThrownBy(bad::get).hasRootCauseMessage("three");
        }
    }

    @Test
    void manyAskers_areAllServed() throws Exception {
        var together = new Together<Integer, Integer>(2, List::copyOf);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 10_000; i++) {
                int n = i;
                results.add(threads.submit(() -> together.call(n, n)));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(i);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
