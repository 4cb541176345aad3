package org.maslin.train.tensor;

import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;

/**
 * Starts libtorch once, on one thread: on small models more threads cost more than they give, and
 * one thread is what makes results repeatable. The folder of the unpacked native libraries is the
 * system property {@code org.bytedeco.javacpp.cachedir}.
 */
final class Torch {

    static {
        setUnlessGiven("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        setUnlessGiven("org.bytedeco.javacpp.maxBytes", "0");
        torch.set_num_threads(1);
        openblas_full.blas_set_num_threads(1);
    }

    private Torch() {}

    /** Loads the native libraries on the first call and does nothing afterwards. */
    static void start() {}

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
