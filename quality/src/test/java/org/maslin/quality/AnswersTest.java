package org.maslin.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnswersTest {

    @Test
    void repeatedTaskAndWorker_isRevision_lastOneSpeaks() {
        Answers answers = TestAnswers.of("t1 ann a; t2 ann a; t1 bob b; t1 ann c; t2 ann b");

        assertThat(answers.size()).isEqualTo(3);
        assertThat(answers.overlap(0)).isEqualTo(2);
        assertThat(answers.workers().get(answers.worker(0))).isEqualTo("ann");
        assertThat(answers.labels().get(answers.label(0))).isEqualTo("c");
        assertThat(answers.labels().get(answers.label(answers.first(1)))).isEqualTo("b");
    }

    @Test
    void labels_areSortedByValue_ifAllAreNumbers() {
        assertThat(TestAnswers.of("t w 10; u w 9; v w -1.5").labels())
                .containsExactly("-1.5", "9", "10");
        assertThat(TestAnswers.of("t w 10; u w 9; v w x").labels()).containsExactly("10", "9", "x");
    }

    @Test
    void tasksAndWorkers_keepTheOrderOfFirstAppearance() {
        Answers answers = TestAnswers.of("z ann a; a bob a; z bob a");

        assertThat(answers.tasks()).containsExactly("z", "a");
        assertThat(answers.workers()).containsExactly("ann", "bob");
    }

    @Test
    void manyAnswers_growTheTable() {
        var builder = Answers.builder();
        for (int i = 0; i < 5000; i++) {
            builder.add("t" + i, "w" + i % 7, "l" + i % 3);
        }
        Answers answers = builder.build();

        assertThat(answers.size()).isEqualTo(5000);
        assertThat(answers.labels().get(answers.label(4999))).isEqualTo("l1");
    }

    @Test
    void noAnswers_areRefused() {
        assertThatThrownBy(() -> Answers.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no answers");
    }
}
