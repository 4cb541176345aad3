package org.maslin.server.loop;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/**
 * A link of a chain in one round, with what there is to tell of it.
 *
 * @param done how far it is, of {@code total}
 * @param counts plain counts by name
 * @param origins records by origin
 * @param figures measured figures by name
 * @param series the link's own small curve, oldest first
 * @param references ids of what it made, by kind
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChainLink(
        LinkName name,
        LinkState state,
        int round,
        long done,
        long total,
        Map<String, Long> counts,
        @Nullable Origins origins,
        Map<String, Figure> figures,
        List<Point> series,
        Map<String, String> references,
        @Nullable String note,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Records by who or what made them. */
    public record Origins(long human, long synthetic, long machine) {}

    /** A point of a curve, with its interval if it has one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(double x, double y, @Nullable Double low, @Nullable Double high) {}

    public ChainLink {
        series = List.copyOf(series);
    }

    static ChainLink waiting(int round, LinkName name) {
        return new ChainLink(
                name, LinkState.WAITING, round, 0, 0, Map.of(), null, Map.of(), List.of(),
                Map.of(), null, null, null);
    }

    /** The id of something this link made, or null. */
    @Nullable String reference(String kind) {
        return references.get(kind);
    }

    /** The id of something this link must have made. */
    String required(String kind) {
        String id = references.get(kind);
        if (id == null) {
            throw new IllegalStateException(
                    "The link %s of round %d has no %s.".formatted(name, round, kind));
        }
        return id;
    }

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** A changed copy in the making. */
    LinkDraft change() {
        return new LinkDraft(this);
    }
}
