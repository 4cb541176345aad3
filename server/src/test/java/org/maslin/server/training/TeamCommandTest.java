package org.maslin.server.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TeamCommandTest {

    private final TeamCommand command =
            new TeamCommand(List.of("train", "sft", "--data", "rows.jsonl"), 4);
    private final TeamCommand.Place place = new TeamCommand.Place("10.0.0.4", 7000);

    private static String line(List<String> words) {
        return String.join(" ", words);
    }

    @Test
    void withoutSeats_workersMeetOnThisMachine() {
        assertThat(line(command.alone("result.json")))
                .isEqualTo("train sft --data rows.jsonl --workers 4 --result result.json");
    }

    @Test
    void withSeats_theLeaderStartsTheRest() {
        assertThat(line(command.leading("result.json", place, 1)))
                .isEqualTo(
                        "train sft --data rows.jsonl --workers 4 --meet 10.0.0.4:7000"
                                + " --meet-within 60 --own 10.0.0.4 --result result.json --here 3");
        assertThat(line(command.seated(place, 3)))
                .isEqualTo(
                        "train sft --data rows.jsonl --workers 4 --meet 10.0.0.4:7000"
                                + " --meet-within 60 --rank 3 --child");
    }
}
