package org.maslin.train.tensor;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;

/** While open, operations of this thread are not recorded for a backward pass. */
public final class NoGradient implements AutoCloseable {

    private final NoGradGuard guard;

    private NoGradient(NoGradGuard guard) {
        this.guard = guard;
    }

    public static NoGradient open() {
        Torch.start();
        return new NoGradient(new NoGradGuard());
    }

    /** Whether operations on this thread are not recorded. */
    public static boolean isOn() {
        return !GradMode.is_enabled();
    }

    @Override
    public void close() {
        guard.close();
    }
}
