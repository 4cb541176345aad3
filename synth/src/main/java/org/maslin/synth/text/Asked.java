package org.maslin.synth.text;

import java.util.Map;

/**
 * A question with what it is about.
 *
 * @param values the drawn values that the question speaks of, by name
 */
public record Asked(Topic topic, Map<String, TextValue> values, String prompt) {

    public Asked {
        values = Map.copyOf(values);
    }
}
