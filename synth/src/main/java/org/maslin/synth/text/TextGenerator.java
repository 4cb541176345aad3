package org.maslin.synth.text;

import java.util.List;
import org.maslin.core.Seed;

/**
 * Whatever completes prompts: a grammar, a language model of ours, or an endpoint elsewhere. The
 * one who implements it says in its documentation whether the same seed gives the same text.
 */
public interface TextGenerator {

    /** The name that provenance and passports show, with a version where there is one. */
    String name();

    /**
     * Completes each prompt.
     *
     * @return one completion for each prompt, in the same order
     */
    List<String> complete(List<String> prompts, Seed seed);
}
