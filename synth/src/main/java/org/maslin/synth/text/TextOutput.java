package org.maslin.synth.text;

/** What a row of a run holds. */
public enum TextOutput {
    /** Distinct prompts, each with an id that follows from its content. */
    PROMPT,
    /** A prompt and its completion. */
    PROMPT_COMPLETION,
    /** Prompt and completion as one text, a line break between. */
    TEXT
}
