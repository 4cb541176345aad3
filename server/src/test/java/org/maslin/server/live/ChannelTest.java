package org.maslin.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChannelTest {

    private static final UUID JOB = new UUID(0, 1);
    private static final UUID PROJECT = new UUID(0, 2);

    private final Channel channel = new Channel("e");
    private final Watch all = new Watch(EnumSet.allOf(LiveKind.class), null);

    @Test
    void newcomer_getsTheNewestOfEverything_andWhoComesBackWhatWasMissed() {
        channel.tell(LiveKind.JOB, JOB, "1");
        channel.tell(LiveKind.JOB, JOB, "2");
        channel.tell(LiveKind.COUNTS, PROJECT, "a");
        assertThat(channel.join(all, null)).extracting(LiveEvent::data).containsExactly("2", "a");
        assertThat(channel.join(all, "e-1")).extracting(LiveEvent::data).containsExactly("2", "a");
        assertThat(channel.join(all, "e-3")).isEmpty();
        assertThat(channel.join(all, "other-3")).hasSize(2);
        assertThat(channel.join(all, "e-99")).hasSize(2);
        for (int i = 0; i < 600; i++) {
            channel.tell(LiveKind.JOB, JOB, "more " + i);
        }
        assertThat(channel.join(all, "e-1")).hasSize(2);
    }

    @Test
    void watcher_hearsItsKindsAndSubject_andNothingTwice() throws InterruptedException {
        var watch = new Watch(Set.of(LiveKind.COUNTS), PROJECT);
        channel.join(watch, null);
        channel.tell(LiveKind.JOB, JOB, "1");
        channel.tell(LiveKind.COUNTS, new UUID(0, 3), "x");
        channel.tell(LiveKind.COUNTS, PROJECT, "a");
        channel.tell(LiveKind.COUNTS, PROJECT, "a");
        assertThat(watch.next(Duration.ZERO)).extracting("data").isEqualTo("a");
        assertThat(watch.next(Duration.ZERO)).isNull();
    }

    @Test
    void watcherThatDoesNotRead_isLetGo() throws InterruptedException {
        channel.join(all, null);
        for (int i = 0; i < 300; i++) {
            channel.tell(LiveKind.JOB, JOB, "" + i);
        }
        for (int i = 0; i < 256; i++) {
            assertThat(all.isOver()).isFalse();
            assertThat(all.next(Duration.ZERO)).isNotNull();
        }
        assertThat(all.isOver()).isTrue();
    }
}
