package org.maslin.train;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.train.tensor.ElementType;
import org.maslin.train.tensor.ProcessGroup;
import org.maslin.train.tensor.Scope;
import org.maslin.train.tensor.Tensor;

/**
 * The workers that train one model together, on one machine or several. Each has all weights and
 * takes its share of every step's batches; gradients are added up before each step. Since every
 * part of a loss is divided by what the whole step counts, a team makes the same steps as one
 * worker with the same batches. The first worker leads: it alone writes.
 */
public final class Team implements AutoCloseable {

    /** How long a worker waits for another. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Team ALONE = new Team(null, 0, 1);

    private final @Nullable ProcessGroup group;
    private final int rank;
    private final int size;

    private Team(@Nullable ProcessGroup group, int rank, int size) {
        this.group = group;
        this.rank = rank;
        this.size = size;
    }

    /** One worker. */
    public static Team alone() {
        return ALONE;
    }

    /**
     * Joins workers on this machine, who meet in a file.
     *
     * @param file one that does not exist yet, in a folder of its own
     * @param rank which worker this is, from 0
     */
    public static Team onThisMachine(Path file, int rank, int size) {
        requireMember(rank, size);
        try {
            return new Team(ProcessGroup.onThisMachine(file, rank, size, PATIENCE), rank, size);
        } catch (RuntimeException e) {
            throw new LostWorkerException(rank, size, e);
        }
    }

    /**
     * Joins workers on several machines. Nothing of what they say to each other is encrypted, and
     * nobody who comes is asked who he is: the network must be their own.
     *
     * @param host where the first worker is
     * @param port of the first worker, where the others find it
     * @param own the name or address by which the others reach this worker
     * @param toMeet how long to wait until all are there
     */
    public static Team across(
            String host, int port, String own, int rank, int size, Duration toMeet) {
        requireMember(rank, size);
        try {
            return new Team(
                    ProcessGroup.across(host, port, own, rank, size, toMeet, PATIENCE), rank, size);
        } catch (RuntimeException e) {
            throw new LostWorkerException(
                    rank, size, "%s:%d".formatted(host, port), own, toMeet, e);
        }
    }

    private static void requireMember(int rank, int size) {
        if (size < 1 || rank < 0 || rank >= size) {
            throw new IllegalArgumentException(
                    "The worker (%d) must be one of 0 to %d.".formatted(rank, size - 1));
        }
    }

    public int size() {
        return size;
    }

    /** Whether this worker is the one that writes. */
    public boolean leads() {
        return rank == 0;
    }

    /** The settings of a step of the whole team, whose batches are this many times as many. */
    TrainingConfig widened(TrainingConfig config) {
        return size == 1 ? config : config.withAccumulation(config.accumulation() * size);
    }

    /** Whether the piece of work of this number, from 0, is this worker's. */
    boolean takes(int piece) {
        return piece % size == rank;
    }

    /** This worker's part of a step's batches. */
    List<int[]> share(List<int[]> batches) {
        if (size == 1) {
            return batches;
        }
        List<int[]> own = new ArrayList<>();
        for (int i = rank; i < batches.size(); i += size) {
            own.add(batches.get(i));
        }
        return own;
    }

    /** Adds up the gradients of all workers in each of them; returns the sum of their losses. */
    double sum(double loss, Trainable trained) {
        if (group == null) {
            return loss;
        }
        call(() -> group.sum(trained.gradients()));
        return sum(new double[] {loss})[0];
    }

    /** The sum of all workers' numbers. */
    double sum(double value) {
        return sum(new double[] {value})[0];
    }

    /** The sums of all workers' numbers. */
    double[] sum(double[] values) {
        if (group == null) {
            return values;
        }
        try (Scope scope = Scope.open()) {
            Tensor all = Tensor.of(values, values.length);
            call(() -> group.sum(all));
            return all.doubles();
        }
    }

    /** One number of each worker. */
    double[] gather(double value) {
        var values = new double[size];
        values[rank] = value;
        return sum(values);
    }

    /** Gives all workers the first one's numbers. */
    void copyFromFirst(Tensor tensor) {
        if (group != null) {
            call(() -> group.copyFromFirst(tensor));
        }
    }

    /** What the first worker says. */
    String fromFirst(String own) {
        if (group == null) {
            return own;
        }
        byte[] bytes = own.getBytes(StandardCharsets.UTF_8);
        try (Scope scope = Scope.open()) {
            Tensor length = Tensor.of(new long[] {bytes.length}, 1);
            copyFromFirst(length);
            var letters = new long[Math.toIntExact(length.longs()[0])];
            for (int i = 0; leads() && i < letters.length; i++) {
                letters[i] = bytes[i];
            }
            Tensor text = Tensor.of(letters, letters.length);
            if (letters.length > 0) {
                copyFromFirst(text);
            }
            long[] said = text.to(ElementType.INT64).longs();
            var read = new byte[said.length];
            for (int i = 0; i < read.length; i++) {
                read[i] = (byte) said[i];
            }
            return new String(read, StandardCharsets.UTF_8);
        }
    }

    /**
     * Refuses a worker that was started with other inputs than the first.
     *
     * @param record all that decides the run
     */
    void requireSame(String record) {
        String first = fromFirst(record);
        if (!first.equals(record)) {
            throw new BadInputException(
                    "worker " + rank,
                    "other data, settings or another start model than worker 0 has",
                    "the same in every worker",
                    "Start all workers with the same files and options.");
        }
    }

    private void call(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            throw new LostWorkerException(rank, size, e);
        }
    }

    @Override
    public void close() {
        if (group != null) {
            group.close();
        }
    }
}
