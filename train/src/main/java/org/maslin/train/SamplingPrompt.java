package org.maslin.train;

/**
 * A prompt to complete.
 *
 * @param key names the prompt; with the seed it decides what is drawn, whatever else is sampled
 */
public record SamplingPrompt(String key, String text) {}
