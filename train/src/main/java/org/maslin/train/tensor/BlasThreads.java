package org.maslin.train.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The threads that OpenBLAS computes on. Its own spin for milliseconds after each product in wait
 * of the next, which takes a processor from whoever else needs it; these sleep. OpenBLAS hands its
 * jobs over by {@code openblas_set_threads_callback_function}.
 */
final class BlasThreads {

    private static final String LIBRARY = "libopenblas_nolapack.so";
    private static final FunctionDescriptor JOB =
            FunctionDescriptor.ofVoid(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final FunctionDescriptor JOBS =
            FunctionDescriptor.ofVoid(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT);

    private final MethodHandle call;
    private final ExecutorService others;

    private BlasThreads(MethodHandle call, ExecutorService others) {
        this.call = call;
        this.others = others;
    }

    /**
     * @return whether the loaded OpenBLAS computes on these threads from now on
     */
    static boolean install(int threads) throws IOException {
        @Nullable Path library = loaded();
        if (library == null) {
            return false;
        }
        Linker linker = Linker.nativeLinker();
        @Nullable MemorySegment setter =
                SymbolLookup.libraryLookup(library, Arena.global())
                        .find("openblas_set_threads_callback_function")
                        .orElse(null);
        if (setter == null) {
            return false;
        }
        var workers =
                new BlasThreads(
                        linker.downcallHandle(JOB),
                        Executors.newFixedThreadPool(
                                threads - 1,
                                Thread.ofPlatform().daemon().name("blas-", 1).factory()));
        try {
            MethodHandle run =
                    MethodHandles.lookup()
                            .bind(
                                    workers,
                                    "run",
                                    MethodType.methodType(
                                            void.class,
                                            int.class,
                                            MemorySegment.class,
                                            int.class,
                                            long.class,
                                            MemorySegment.class,
                                            int.class));
            linker.downcallHandle(setter, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS))
                    .invokeExact(linker.upcallStub(run, JOBS, Arena.global()));
            return true;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Path loaded() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.exists(maps)) {
            return null;
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.filter(line -> line.contains(LIBRARY))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Does all jobs, the first on the thread that asks. */
    private void run(
            int sync, MemorySegment job, int jobs, long size, MemorySegment data, int more) {
        var rest = new CountDownLatch(jobs - 1);
        for (int i = 1; i < jobs; i++) {
            int number = i;
            others.execute(
                    () -> {
                        one(job, number, size, data, more);
                        rest.countDown();
                    });
        }
        one(job, 0, size, data, more);
        boolean interrupted = false;
        while (true) {
            try {
                rest.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void one(MemorySegment job, int number, long size, MemorySegment data, int more) {
        try {
            call.invokeExact(
                    job, number, MemorySegment.ofAddress(data.address() + number * size), more);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
