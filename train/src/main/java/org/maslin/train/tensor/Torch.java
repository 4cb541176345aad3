package org.maslin.train.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;

/**
 * Starts libtorch once, on one thread unless the system property {@code maslin.train.threads} says
 * otherwise: on small models more threads cost more than they give, and results repeat on the same
 * number only. The folder of the unpacked native libraries is the system property {@code
 * org.bytedeco.javacpp.cachedir}.
 */
final class Torch {

    private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

    static {
        setUnlessGiven("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        setUnlessGiven("org.bytedeco.javacpp.maxBytes", "0");
        setUnlessGiven(FOLDER, folder().toString());
        NativeHeap.keepFreed();
        loadAlone(Path.of(System.getProperty(FOLDER)));
    }

    private Torch() {}

    /** Loads the native libraries on the first call and does nothing afterwards. */
    static void start() {}

    static int threads() {
        return Integer.getInteger("maslin.train.threads", 1);
    }

    /**
     * One folder for each date of the archive. JavaCPP unpacks again over libraries of another
     * date, even while another process runs on them, which kills that process.
     */
    private static Path folder() {
        try {
            Path archive =
                    Path.of(
                            torch.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            long date = Files.getLastModifiedTime(archive).toMillis();
            return Path.of(
                    System.getProperty("user.home"), ".javacpp", "maslin", Long.toHexString(date));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Unpacks while no other process does. */
    private static void loadAlone(Path folder) {
        try (FileChannel channel =
                        FileChannel.open(
                                Files.createDirectories(folder).resolve("unpacking"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            torch.set_num_threads(threads());
            // Its own threads spin while they wait; Lanes share products instead.
            openblas_full.blas_set_num_threads(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
