package org.maslin.quality;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One answer in, a verdict out: five labels, five answers to each of 20,000 tasks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OnlineBenchmark {

    private static final int TASKS = 20_000;

    private final Random random = new Random(1);
    private OnlineConsensus online;

    @Setup
    public void make() {
        online = new OnlineConsensus(List.of("0", "1", "2", "3", "4"), new StopRule(2, 5, 0.95));
        for (int i = 0; i < 5 * TASKS; i++) {
            answer();
        }
    }

    /** Five workers of their own for each hundred tasks, so that answers are revised in time. */
    @Benchmark
    public Verdict answer() {
        int task = random.nextInt(TASKS);
        int worker = task / 100 * 5 + random.nextInt(5);
        int said = random.nextDouble() < 0.75 ? task % 5 : random.nextInt(5);
        return online.answer("t" + task, "w" + worker, Integer.toString(said));
    }
}
