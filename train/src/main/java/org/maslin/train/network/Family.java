package org.maslin.train.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.maslin.core.BadInputException;

/** The families of decoders that can be run, by {@code model_type}. */
public enum Family {
    LLAMA("Llama"),
    MISTRAL("Mistral"),
    QWEN2("Qwen2"),
    QWEN3("Qwen3"),
    GPT2("GPT2");

    private final String prefix;

    Family(String prefix) {
        this.prefix = prefix;
    }

    static Family named(String place, String modelType) {
        for (Family family : values()) {
            if (family.modelType().equals(modelType)) {
                return family;
            }
        }
        throw new BadInputException(
                place,
                "\"" + modelType + "\"",
                "one of "
                        + Arrays.stream(values())
                                .map(Family::modelType)
                                .collect(Collectors.joining(", ")),
                "Models of other architectures cannot be run.");
    }

    String modelType() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class of the field's library that a language model of this family is. */
    public String languageModel() {
        return prefix + (this == GPT2 ? "LMHeadModel" : "ForCausalLM");
    }

    /** The class of the field's library that a reward model of this family is. */
    public String rewardModel() {
        return prefix + "ForSequenceClassification";
    }

    /** What the names of all weights but the heads begin with. */
    String weightPrefix() {
        return this == GPT2 ? "transformer." : "model.";
    }
}
