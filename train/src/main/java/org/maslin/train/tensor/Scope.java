package org.maslin.train.tensor;

import org.bytedeco.javacpp.PointerScope;

/**
 * A stretch of work on one thread. Every tensor made while it is the innermost open scope is freed
 * when it closes, but those that were kept.
 */
public final class Scope implements AutoCloseable {

    private final PointerScope scope;

    private Scope(PointerScope scope) {
        this.scope = scope;
    }

    public static Scope open() {
        Torch.start();
        return new Scope(new PointerScope());
    }

    /** Lets the tensor outlive this scope; {@link Tensor#close} frees it then. */
    public Tensor keep(Tensor tensor) {
        tensor.open().retainReference();
        return tensor;
    }

    @Override
    public void close() {
        scope.close();
    }
}
