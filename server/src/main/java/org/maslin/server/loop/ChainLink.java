package org.maslin.server.loop;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * One link of a chain, in one round.
 *
 * @param counts plain counts by name
 * @param origins records by origin
 * @param series the link's own small curve
 * @param references the way down to the records
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChainLink(
        LinkName name,
        State state,
        int round,
        long done,
        long total,
        Map<String, Long> counts,
        @Nullable Map<String, Long> origins,
        Map<String, Figure> figures,
        List<Point> series,
        Map<String, String> references,
        @Nullable String note,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Where a link stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    /** A point of the curve, with its interval where it has one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(double x, double y, @Nullable Double low, @Nullable Double high) {

        static Point of(double x, double y) {
            return new Point(x, y, null, null);
        }

        static Point of(double x, Figure figure) {
            return new Point(x, figure.estimate(), figure.low(), figure.high());
        }
    }
}
