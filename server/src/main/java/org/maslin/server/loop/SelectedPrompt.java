package org.maslin.server.loop;

import org.maslin.server.synthesis.PromptSlice;

/** A prompt that a round uses, as a line of its file. */
record SelectedPrompt(String key, String text, PromptSlice slice) {}
