package org.maslin.train.template;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.maslin.train.template.Values.Function;
import org.maslin.train.template.Values.Undefined;

/** What a loop tells its body about itself. */
@NullUnmarked // None is null and may stand anywhere in lists and mappings.
final class Loop {

    /** Runs the loop's body over other items and gives what it wrote. */
    interface Again {
        String over(@Nullable Object items);
    }

    private final List<@Nullable Object> items;
    private final int level;
    private final Again again;
    private int index;
    private @Nullable List<@Nullable Object> last;

    Loop(List<@Nullable Object> items, int level, Again again) {
        this.items = items;
        this.level = level;
        this.again = again;
    }

    void at(int next) {
        index = next;
    }

    String again(@Nullable Object inner) {
        int here = index;
        String text = again.over(inner);
        index = here;
        return text;
    }

    @Nullable Object attribute(String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.size() - index;
            case "revindex0" -> items.size() - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == items.size() - 1;
            case "length" -> (long) items.size();
            case "depth" -> level + 1L;
            case "depth0" -> (long) level;
            case "previtem" -> index > 0 ? items.get(index - 1) : new Undefined(name);
            case "nextitem" ->
                    index + 1 < items.size() ? items.get(index + 1) : new Undefined(name);
            case "cycle" -> (Function) (values, named) -> values.get(index % values.size());
            case "changed" -> (Function) (values, named) -> changed(values);
            default -> new Undefined(name);
        };
    }

    private boolean changed(List<@Nullable Object> values) {
        boolean changed = last == null || !Values.same(last, values);
        last = values;
        return changed;
    }
}
