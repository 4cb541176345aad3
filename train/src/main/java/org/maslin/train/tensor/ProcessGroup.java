package org.maslin.train.tensor;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.gloo.Device;

/**
 * Processes that add up their tensors, by torch's Gloo. All members make the same calls in the same
 * order; a call ends when all have made it, and fails when one of them has ended.
 */
public final class ProcessGroup implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Store store;
    private final ProcessGroupGloo.Options options;
    private final ProcessGroupGloo group;

    private ProcessGroup(
            Store store, Device device, int rank, int size, Duration toMeet, Duration patience) {
        this.store = store;
        this.options = ProcessGroupGloo.Options.create(new Milliseconds(toMeet.toMillis()));
        options.devices(new GlooDeviceVector(device));
        this.group = new ProcessGroupGloo(store, rank, size, options);
        group.setTimeout(new Milliseconds(patience.toMillis()));
    }

    /**
     * Members on one machine: they meet in a file and talk over loopback alone.
     *
     * @param file one that does not exist yet, the same for all members
     * @param patience how long a member waits for another
     */
    public static ProcessGroup onThisMachine(Path file, int rank, int size, Duration patience) {
        Torch.start();
        var store = new FileStore(file.toString(), size);
        store.setTimeout(new Milliseconds(patience.toMillis()));
        Device device = ProcessGroupGloo.createDeviceForHostname(LOOPBACK);
        return new ProcessGroup(store, device, rank, size, patience, patience);
    }

    /**
     * Members on several machines, which meet at a port of the first one.
     *
     * @param host the first member's name or address
     * @param own the name or address by which the others reach this member
     * @param toMeet how long a member waits until all are there
     * @param patience how long it waits for another from then on
     */
    public static ProcessGroup across(
            String host,
            int port,
            String own,
            int rank,
            int size,
            Duration toMeet,
            Duration patience) {
        Torch.start();
        var meeting =
                new TCPStoreOptions()
                        .port((short) port)
                        .isServer(rank == 0)
                        .waitWorkers(false)
                        .useLibUV(false)
                        .timeout(new Milliseconds(toMeet.toMillis()));
        Device device = ProcessGroupGloo.createDeviceForHostname(own);
        return new ProcessGroup(new TCPStore(host, meeting), device, rank, size, toMeet, patience);
    }

    /** Puts the sum of all members' tensors in place of each. */
    public void sum(Tensor tensor) {
        try (Scope scope = Scope.open()) {
            end(group.allreduce(new TensorVector(tensor.open())));
        }
    }

    /** Puts the first member's tensor in place of the others'. */
    public void copyFromFirst(Tensor tensor) {
        try (Scope scope = Scope.open()) {
            end(group.broadcast(new TensorVector(tensor.open())));
        }
    }

    private static void end(Work work) {
        work._wait();
    }

    @Override
    public void close() {
        group.close();
        options.close();
        store.close();
    }
}
