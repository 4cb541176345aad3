package org.maslin.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maslin.server.jobs.WorkerDeaths.Next;

class WorkerDeathsTest {

    private final WorkerDeaths deaths = new WorkerDeaths();

    @Test
    void died_overTheSameJob_restsLongerAndGivesUp() {
        var job = List.of("o/1");
        assertThat(deaths.died(job)).isEqualTo(new Next.Again(Duration.ZERO));
        assertThat(deaths.died(job)).isEqualTo(new Next.Again(Duration.ofSeconds(1)));
        assertThat(deaths.died(job)).isEqualTo(new Next.Again(Duration.ofSeconds(2)));
        assertThat(deaths.died(job)).isEqualTo(new Next.Again(Duration.ofSeconds(4)));
        assertThat(deaths.died(job)).isEqualTo(new Next.GiveUp(5));
        assertThat(deaths.died(job)).isEqualTo(new Next.Again(Duration.ZERO));
    }

    @Test
    void died_overAnotherJob_beginsAnew() {
        deaths.died(List.of("o/1"));
        deaths.died(List.of("o/1"));
        assertThat(deaths.died(List.of("o/2"))).isEqualTo(new Next.Again(Duration.ZERO));
        assertThat(deaths.died(List.of())).isEqualTo(new Next.Again(Duration.ZERO));
        assertThat(deaths.died(List.of())).isEqualTo(new Next.Again(Duration.ofSeconds(1)));
    }
}
