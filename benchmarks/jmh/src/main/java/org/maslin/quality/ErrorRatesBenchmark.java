package org.maslin.quality;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One round of Dawid–Skene on 100,000 tasks of 5 answers by 2,000 workers, fast and plain. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ErrorRatesBenchmark {

    @Param({"2", "5", "20"})
    public int classes;

    private ErrorRates rates;
    private double[] posterior;

    @Setup
    public void make() {
        Random random = new Random(1);
        var answers = Answers.builder();
        for (int task = 0; task < 100_000; task++) {
            int truth = random.nextInt(classes);
            for (int i = 0; i < 5; i++) {
                int said = random.nextDouble() < 0.75 ? truth : random.nextInt(classes);
                answers.add("t" + task, "w" + random.nextInt(2_000), Integer.toString(said));
            }
        }
        Answers built = answers.build();
        posterior = Majority.shares(built);
        rates = new ErrorRates(built);
        rates.learn(posterior, Smoothing.DIAGONAL);
    }

    @Benchmark
    public double fast() {
        return rates.step(posterior, Smoothing.DIAGONAL);
    }

    @Benchmark
    public double plain() {
        return rates.plainStep(posterior, Smoothing.DIAGONAL);
    }
}
