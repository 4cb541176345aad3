package org.maslin.server.plumbing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * News that travels up the ladder. An event is heard after the transaction that told it has
 * committed, by the same thread; a listener that has much to do hands it on.
 */
public final class Events {

    private record Listener<E>(Class<E> type, Consumer<E> consumer) {
        void hear(Object event) {
            if (type.isInstance(event)) {
                consumer.accept(type.cast(event));
            }
        }
    }

    private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();

    public <E> void on(Class<E> type, Consumer<E> listener) {
        listeners.add(new Listener<>(type, listener));
    }

    /** Tells everybody once the running transaction has committed; at once when there is none. */
    public void tell(Object event) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            hear(event);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        hear(event);
                    }
                });
    }

    private void hear(Object event) {
        listeners.forEach(listener -> listener.hear(event));
    }
}
