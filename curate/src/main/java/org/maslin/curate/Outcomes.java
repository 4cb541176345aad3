package org.maslin.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which documents are out already, and why: two bytes a document. */
final class Outcomes {

    /** A stage and one of its reasons. */
    private record Cause(String stage, String reason) {}

    private final List<Cause> causes = new ArrayList<>();
    private short[] causeOf = new short[1 << 12];

    /** The decision about a document that is out; absent while it is in. */
    @Nullable Decision decision(int position, String id) {
        if (position >= causeOf.length || causeOf[position] == 0) {
            return null;
        }
        Cause cause = causes.get(causeOf[position] - 1);
        return Decision.dropped(id, cause.stage(), cause.reason());
    }

    void add(int position, Decision decision) {
        if (decision.stage() != null && decision.reason() != null) {
            drop(position, decision.stage(), decision.reason());
        }
    }

    void drop(int position, String stage, String reason) {
        var cause = new Cause(stage, reason);
        int index = causes.indexOf(cause);
        if (index < 0) {
            index = causes.size();
            if (index == Short.MAX_VALUE) {
                throw new IllegalStateException("A pipeline has more than 32,767 reasons.");
            }
            causes.add(cause);
        }
        if (position >= causeOf.length) {
            int room = (int) Math.min(Integer.MAX_VALUE - 8, 2L * position);
            causeOf = Arrays.copyOf(causeOf, room);
        }
        causeOf[position] = (short) (index + 1);
    }
}
