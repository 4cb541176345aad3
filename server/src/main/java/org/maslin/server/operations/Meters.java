package org.maslin.server.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.maslin.server.annotations.AnnotationSubmitted;
import org.maslin.server.annotations.AnnotationWithdrawn;
import org.maslin.server.plumbing.Events;
import org.maslin.server.plumbing.http.RequestMeter;
import org.maslin.server.tasks.TaskCompleted;

/** The meters of the product, under names that begin with {@code maslin}. */
final class Meters implements RequestMeter {

    private static final Duration[] STEPS = {
        Duration.ofMillis(3),
        Duration.ofMillis(10),
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10)
    };

    private record Requests(String method, String route, int status) {}

    private final MeterRegistry registry;
    private final Map<Requests, Timer> requests = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry, Events events) {
        this.registry = registry;
        count(events, AnnotationSubmitted.class, "maslin.answers", "Answers stored.");
        count(events, AnnotationWithdrawn.class, "maslin.answers.withdrawn", "Answers taken back.");
        count(events, TaskCompleted.class, "maslin.tasks.completed", "Tasks that got all answers.");
    }

    private void count(Events events, Class<?> type, String name, String description) {
        Counter counter = Counter.builder(name).description(description).register(registry);
        events.on(type, event -> counter.increment());
    }

    @Override
    public void answered(String method, String route, int status, Duration took) {
        requests.computeIfAbsent(new Requests(method, route, status), this::timer).record(took);
    }

    private Timer timer(Requests of) {
        return Timer.builder("maslin.http.requests")
                .description("Requests by the template of their route.")
                .tags("method", of.method(), "route", of.route())
                .tag("status", String.valueOf(of.status()))
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    void jobFinished(OperationsStore.Finished job) {
        Timer.builder("maslin.jobs.finished")
                .description("Jobs that ended, with the time since they were asked for.")
                .tags("kind", job.kind(), "state", job.state())
                .register(registry)
                .record(Duration.ofMillis(Math.round(1000 * job.seconds())));
    }

    void gauge(String name, String description, Supplier<Number> value, String... tags) {
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }
}
