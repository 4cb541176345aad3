package org.maslin.server.loop;

/**
 * Two different completions of one prompt.
 *
 * @param key the prompt's
 */
record CompletionPair(String key, String prompt, String first, String second) {}
