package org.maslin.synth.text;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named value of a topic.
 *
 * @param where a condition that the value must meet; it is drawn again until it does
 */
public record Draw(String name, Sampler sampler, @Nullable Expression where) {

    /** The other names that this value depends on. */
    Set<String> needs() {
        var needs = new LinkedHashSet<String>();
        switch (sampler) {
            case Sampler.IntegerRange _, Sampler.OneOf _, Sampler.SomeOf _ -> {}
            case Sampler.AnyOf any -> any.formulas().forEach(each -> needs.addAll(each.names()));
            case Sampler.Shuffled shuffled -> needs.addAll(shuffled.list().names());
            case Sampler.Computed computed -> needs.addAll(computed.formula().names());
        }
        if (where != null) {
            needs.addAll(where.names());
        }
        needs.remove(name);
        return needs;
    }
}
