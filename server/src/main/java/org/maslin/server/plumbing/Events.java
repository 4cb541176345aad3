package org.maslin.server.plumbing;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * News that travels up the ladder. An event is heard after the transaction that told it has
 * committed, by the same thread; a listener that has much to do hands it on. Who must store
 * something with the deed, or not at all, listens {@link #within} its transaction.
 */
public final class Events {

    private record Listener<E>(Class<E> type, Consumer<E> consumer) {
        void hear(Object event) {
            if (type.isInstance(event)) {
                consumer.accept(type.cast(event));
            }
        }
    }

    private record Insider<E>(Class<E> type, Predicate<UUID> interest, Consumer<E> consumer) {
        void hear(Object event) {
            if (type.isInstance(event)) {
                consumer.accept(type.cast(event));
            }
        }
    }

    private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();
    private final List<Insider<?>> insiders = new CopyOnWriteArrayList<>();

    public <E> void on(Class<E> type, Consumer<E> listener) {
        listeners.add(new Listener<>(type, listener));
    }

    /**
     * The listener hears at once, in the transaction of who tells; what it throws undoes that.
     *
     * @param interest whether it cares for this organisation just now
     */
    public <E> void within(Class<E> type, Predicate<UUID> interest, Consumer<E> listener) {
        insiders.add(new Insider<>(type, interest, listener));
    }

    /**
     * Whether somebody wants to hear such events of this organisation within their transactions. If
     * not, the deed may be a statement by itself, and be told afterwards.
     */
    public boolean isAwaited(UUID organisation, Class<?> type) {
        return insiders.stream()
                .anyMatch(i -> i.type().equals(type) && i.interest().test(organisation));
    }

    /** Tells everybody once the running transaction has committed; at once when there is none. */
    public void tell(Object event) {
        insiders.forEach(listener -> listener.hear(event));
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
