package org.maslin.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.security.Principal;
import org.maslin.server.Labeling;
import org.slf4j.LoggerFactory;

class SchedulesIT {

    private static final Duration A_FEW_LOOKS = Duration.ofSeconds(1);

    private final Labeling labeling = new Labeling();

    /** The server warned of the child's jobs, and would have removed them after two weeks. */
    @Test
    void jobOfTheChild_isNotSeenByTheServersScheduler() throws InterruptedException {
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        var logger = (Logger) LoggerFactory.getLogger("com.github.kagkarlsson.scheduler");
        logger.addAppender(heard);
        try {
            UUID job =
                    labeling.server()
                            .facade(Jobs.class)
                            .start(
                                    Principal.system(labeling.organisation()),
                                    JobKind.Place.WORKER,
                                    "no-such-kind",
                                    "{}");
            Thread.sleep(A_FEW_LOOKS);
            assertThat(heard.list)
                    .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
            assertThat(scheduled("scheduled_server_jobs", job)).isZero();
        } finally {
            logger.detachAppender(heard);
        }
    }

    private int scheduled(String table, UUID job) {
        return labeling.server()
                .rows(
                        "select task_instance from %s where task_instance like '%%%s'"
                                .formatted(table, job))
                .size();
    }
}
