package org.maslin.synth.text;

/** One row of a run. */
public sealed interface TextRow {

    record Prompt(String id, String prompt) implements TextRow {}

    record Pair(String prompt, String completion) implements TextRow {}

    record Text(String text) implements TextRow {}
}
