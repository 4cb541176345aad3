package org.maslin.curate;

import java.util.List;

/** The stages that each document goes through, in order, until one drops it. */
public record Pipeline(List<Stage> stages) {

    public Pipeline {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException(
                    "A pipeline needs at least one stage. Known are: %s."
                            .formatted(String.join(", ", Stages.names())));
        }
    }

    public static Pipeline of(Stage... stages) {
        return new Pipeline(List.of(stages));
    }
}
