package org.maslin.server.loop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/** What a link has made: its numbers, and where the records are. Filled step by step. */
final class Made {

    final Map<String, Long> counts = new LinkedHashMap<>();
    final Map<String, Figure> figures = new LinkedHashMap<>();
    final Map<String, String> references = new TreeMap<>();
    List<ChainLink.Point> series = List.of();
    @Nullable Map<String, Long> origins;
    @Nullable String note;

    Made count(String name, long number) {
        counts.put(name, number);
        return this;
    }

    Made figure(String name, @Nullable Figure figure) {
        if (figure != null) {
            figures.put(name, figure);
        }
        return this;
    }

    Made reference(String name, Object id) {
        references.put(name, id.toString());
        return this;
    }

    Made series(List<ChainLink.Point> points) {
        series = List.copyOf(points);
        return this;
    }

    Made origin(String origin, long records) {
        origins = Map.of(origin, records);
        return this;
    }

    Made note(String text) {
        note = text;
        return this;
    }
}
